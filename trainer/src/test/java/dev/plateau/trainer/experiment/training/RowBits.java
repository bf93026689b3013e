package dev.plateau.trainer.experiment.training;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.listener.StepSink;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Every bit of every value of a run's rows by step and metric, whenever it came; without what
 * depends on the machine: what probes have cost.
 */
public final class RowBits implements StepSink {
  private static final Set<MetricName> OF_THE_MACHINE =
      Set.of(Metrics.PROBE_COST_RATIO, Metrics.PROBES_SKIPPED, Metrics.PROBES_FAILED);

  private final NavigableMap<Long, NavigableMap<String, String>> byStep = new TreeMap<>();
  private long step;

  @Override
  public void step(long begun) {
    step = begun;
  }

  @Override
  public void again(long late) {
    step = late;
  }

  @Override
  public void put(MetricName name, double value) {
    if (!OF_THE_MACHINE.contains(name)) {
      byStep
          .computeIfAbsent(step, s -> new TreeMap<>())
          .put(name.toString(), "%016x".formatted(Double.doubleToRawLongBits(value)));
    }
  }

  @Override
  public void commit() {}

  /** Rows of steps below that one, as they are now. */
  NavigableMap<Long, NavigableMap<String, String>> before(long end) {
    return copy(byStep.headMap(end, false));
  }

  /** Rows of that step and later ones, as they are now. */
  NavigableMap<Long, NavigableMap<String, String>> from(long begin) {
    return copy(byStep.tailMap(begin, true));
  }

  private static NavigableMap<Long, NavigableMap<String, String>> copy(
      NavigableMap<Long, NavigableMap<String, String>> rows) {
    NavigableMap<Long, NavigableMap<String, String>> copy = new TreeMap<>();
    rows.forEach((at, values) -> copy.put(at, new TreeMap<>(values)));
    return copy;
  }
}
