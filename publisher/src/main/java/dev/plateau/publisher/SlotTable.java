package dev.plateau.publisher;

import dev.plateau.protocol.MetricName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The metrics of one publisher, numbered from 0 in the order of their first use. Thread-safe. */
final class SlotTable {
  /**
   * A row with a value for every metric must fit into one record of 1 MB: 277 bytes bound a value
   * together with its column (see StepBatchBuilder.sizeBoundBytes).
   */
  static final int MAX_SLOTS = 3000;

  /** Index of the slots beyond the limit. */
  static final int DISCARDED = -1;

  private final Map<MetricName, MetricSlot> byName = new HashMap<>();
  private final List<MetricSlot> byIndex = new ArrayList<>();

  /** The metric's slot; a discarding one once the table is full. */
  synchronized MetricSlot slot(MetricName name) {
    MetricSlot known = byName.get(name);
    if (known != null) {
      return known;
    }
    if (byIndex.size() == MAX_SLOTS) {
      return new MetricSlot(this, name, DISCARDED);
    }
    MetricSlot slot = new MetricSlot(this, name, byIndex.size());
    byName.put(name, slot);
    byIndex.add(slot);
    return slot;
  }

  /** A slot whose values go nowhere, for a metric that has no name. */
  MetricSlot discarding() {
    return new MetricSlot(this, MetricName.of("discarded"), DISCARDED);
  }

  synchronized MetricName name(int index) {
    return byIndex.get(index).name();
  }

  synchronized int size() {
    return byIndex.size();
  }
}
