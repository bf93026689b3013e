package dev.plateau.trainer.listener;

import dev.plateau.protocol.MetricName;
import dev.plateau.publisher.MetricSlot;
import dev.plateau.publisher.RunPublisher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The slots of a run's metrics by name. The rows of a training bring the same names in the same
 * order, but for those of probes that are due now and then: a name is expected shortly behind the
 * one before it, and looked up in a map only if it is not there. Used by the thread that writes the
 * rows.
 */
public final class MetricSlots {
  /** How many metrics a row may pass over until the map is asked. */
  private static final int NEAR = 3;

  private final RunPublisher publisher;
  private final List<MetricSlot> inOrder = new ArrayList<>();
  private final Map<MetricName, Integer> places = new HashMap<>();
  private int next;

  /** The slots of a run that has been started. */
  public MetricSlots(RunPublisher publisher) {
    this.publisher = publisher;
  }

  /** The metric's slot, as {@link RunPublisher#slot} gives it. */
  public MetricSlot of(MetricName name) {
    int end = Math.min(next + NEAR, inOrder.size());
    for (int place = next; place < end; place++) {
      MetricSlot slot = inOrder.get(place);
      if (name.equals(slot.name())) {
        next = place + 1;
        return slot;
      }
    }
    int place = places.computeIfAbsent(name, this::added);
    next = place + 1;
    return inOrder.get(place);
  }

  /** The next row begins with the first metric. */
  public void beginRow() {
    next = 0;
  }

  private int added(MetricName name) {
    inOrder.add(publisher.slot(name));
    return inOrder.size() - 1;
  }
}
