package dev.plateau.trainer.experiment.training;

import dev.plateau.protocol.MetricName;
import dev.plateau.trainer.listener.StepSink;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Keeps all rows of a run in memory, and refuses calls that are out of order. */
public final class RecordedRun implements StepSink {
  private final Map<MetricName, NavigableMap<Long, Double>> values = new HashMap<>();
  private long lastStep = -1;
  private long step;
  private boolean isOpen;

  @Override
  public void step(long begun) {
    if (begun <= lastStep) {
      throw new IllegalStateException("step " + begun + " after " + lastStep);
    }
    lastStep = begun;
    begin(begun);
  }

  @Override
  public void again(long late) {
    begin(late);
  }

  private void begin(long begun) {
    if (isOpen) {
      throw new IllegalStateException("a row of step " + begun + " within one of step " + step);
    }
    step = begun;
    isOpen = true;
  }

  @Override
  public void put(MetricName name, double value) {
    if (!isOpen) {
      throw new IllegalStateException(name + " outside of a row");
    }
    NavigableMap<Long, Double> known = values.computeIfAbsent(name, n -> new TreeMap<>());
    if (!known.isEmpty() && known.lastKey() >= step) {
      throw new IllegalStateException(name + " of step " + step + " after " + known.lastKey());
    }
    known.put(step, value);
  }

  @Override
  public void commit() {
    isOpen = false;
  }

  /** All metrics that had a value. */
  public Set<MetricName> names() {
    return values.keySet();
  }

  /** A metric's values by step. */
  public NavigableMap<Long, Double> of(MetricName name) {
    return values.getOrDefault(name, new TreeMap<>());
  }

  /** The metric's value at the last step that has one. */
  public double last(MetricName name) {
    return of(name).lastEntry().getValue();
  }

  /** The metric's value at a step that has one. */
  public double at(MetricName name, long step) {
    return Objects.requireNonNull(of(name).get(step), () -> name + " has no value at " + step);
  }
}
