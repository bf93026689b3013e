package dev.plateau.trainer.listener;

import dev.plateau.protocol.MetricName;
import dev.plateau.trainer.network.BoundProbe.Measurement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a probe has captured at a step and not measured yet.
 *
 * @param step that the values belong to
 * @param captureNanos what capturing took the training thread
 */
record Capture(ScheduledProbe probe, long step, Measurement measurement, long captureNanos) {
  /**
   * Values of a capture, or why there are none.
   *
   * @param measureNanos time that measuring took
   * @param values empty where it failed
   */
  record Report(
      ScheduledProbe probe,
      long step,
      long captureNanos,
      long measureNanos,
      Map<MetricName, Double> values,
      @Nullable Throwable failure) {
    /** Time of both, which the probe's budget pays. */
    long costNanos() {
      return captureNanos + measureNanos;
    }
  }

  /**
   * Measures. Never throws.
   *
   * @param clock time that the calling thread has used, nanoseconds
   */
  Report measured(LongSupplier clock) {
    long begun = clock.getAsLong();
    try {
      Map<MetricName, Double> values = new LinkedHashMap<>();
      measurement.report(values::put);
      return new Report(probe, step, captureNanos, clock.getAsLong() - begun, values, null);
    } catch (Throwable e) { // even an OutOfMemoryError: the training may well do without a probe
      return failed(clock.getAsLong() - begun, e);
    }
  }

  /** The report of a measurement that did not come about. */
  Report failed(long measureNanos, Throwable failure) {
    return new Report(probe, step, captureNanos, measureNanos, Map.of(), failure);
  }
}
