package dev.plateau.collector.log;

import dev.plateau.protocol.MetricName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A step with what was told of it. Immutable.
 *
 * @param step ≥ 0
 * @param timeMicros the trainer's time, microseconds since the epoch
 * @param metrics its values, in the order in which they were told; may be NaN or infinite
 */
public record TailRow(long step, long timeMicros, Map<MetricName, Double> metrics) {
  public TailRow {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /** This row with what was told of the same step later. */
  TailRow with(TailRow later) {
    Map<MetricName, Double> all = new LinkedHashMap<>(later.metrics);
    all.putAll(metrics);
    Map<MetricName, Double> ordered = new LinkedHashMap<>(metrics);
    ordered.putAll(all);
    return new TailRow(step, timeMicros, ordered);
  }
}
