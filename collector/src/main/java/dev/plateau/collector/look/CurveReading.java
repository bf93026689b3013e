package dev.plateau.collector.look;

import dev.plateau.protocol.MetricName;

/**
 * A metric's curve as it was read from the log.
 *
 * @param metric the metric
 * @param curve its values
 * @param firstStepRead step of the run's first row in the log, whatever it had; -1: it has none
 * @param beginsLate whether the log has dropped what came before that
 * @param samples how many places of the log were read; 0: all of the run
 * @param shareRead how much of the run's range in the log was read, from 0 to 1
 * @param bytesRead what reading it took
 */
public record CurveReading(
    MetricName metric,
    MetricCurve curve,
    long firstStepRead,
    boolean beginsLate,
    int samples,
    double shareRead,
    long bytesRead) {
  /** Whether there are values between those that were read. */
  public boolean isSampled() {
    return samples > 0;
  }
}
