package dev.plateau.trainer.experiment;

import dev.plateau.protocol.MetricName;
import dev.plateau.trainer.listener.StepSink;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Keeps all rows of a run in memory, and refuses calls that are out of order. */
final class RecordedRun implements StepSink {
  private final Map<MetricName, NavigableMap<Long, Double>> values = new HashMap<>();
  private long step = -1;
  private boolean isOpen;

  @Override
  public void step(long step) {
    if (isOpen || step <= this.step) {
      throw new IllegalStateException("step " + step + " after " + this.step);
    }
    this.step = step;
    isOpen = true;
  }

  @Override
  public void put(MetricName name, double value) {
    if (!isOpen) {
      throw new IllegalStateException(name + " outside of a row");
    }
    values.computeIfAbsent(name, n -> new TreeMap<>()).put(step, value);
  }

  @Override
  public void commit() {
    isOpen = false;
  }

  /** A metric's values by step. */
  NavigableMap<Long, Double> of(MetricName name) {
    return values.getOrDefault(name, new TreeMap<>());
  }

  /** The metric's value at the last step that has one. */
  double last(MetricName name) {
    return of(name).lastEntry().getValue();
  }
}
