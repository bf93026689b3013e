package dev.plateau.collector.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run as others may see it: everything at one moment, immutable, safe to share between threads.
 *
 * @param run run id
 * @param experiment what it belongs to; empty: not said
 * @param name what people read; empty: the run id
 * @param config settings, as the run started with
 * @param tags labels, as the run started with
 * @param plannedSteps steps that it means to have made at its end; 0: unknown
 * @param attempt number of the present attempt
 * @param phase what it is doing, or how it ended
 * @param endReason why it failed; empty: not said
 * @param lastStep last step folded; -1: none yet
 * @param progress its pace and its loss
 * @param metrics the last value of each metric, by name
 * @param stabilizations the last four of each loss, oldest first, {@code loss} before {@code
 *     full_loss}
 * @param ledger its books
 * @param attempts the last 100 attempts, oldest first
 * @param firstAppendMicros append time of its first record, microseconds since the epoch
 * @param lastAppendMicros append time of its last record
 * @param lastStepAppendMicros append time of the record with its last step; 0: none yet
 * @param endedAtMicros event time of its end; 0: it goes on
 */
public record RunView(
    String run,
    String experiment,
    String name,
    Map<String, String> config,
    Map<String, String> tags,
    long plannedSteps,
    int attempt,
    RunPhase phase,
    String endReason,
    long lastStep,
    Progress progress,
    List<MetricView> metrics,
    List<Stabilization> stabilizations,
    LedgerView ledger,
    List<AttemptView> attempts,
    long firstAppendMicros,
    long lastAppendMicros,
    long lastStepAppendMicros,
    long endedAtMicros) {
  /**
   * Pace and loss of the present attempt. What is not known yet is NaN.
   *
   * @param smoothedLoss exponential mean over about 50 steps
   * @param minLoss smallest loss of the trailing minute
   * @param maxLoss largest loss of the trailing minute
   * @param stepIntervalSeconds smoothed time between steps by the trainer's clock
   * @param longestGapSeconds longest time between two rows by the trainer's clock
   * @param rateFallStep last step at which the learning rate fell by 10 % or more at once; -1: it
   *     never fell
   * @param rateFallTimeMicros trainer's time of that step, microseconds since the epoch; 0: it
   *     never fell
   */
  public record Progress(
      double smoothedLoss,
      double minLoss,
      double maxLoss,
      double stepIntervalSeconds,
      double longestGapSeconds,
      long rateFallStep,
      long rateFallTimeMicros) {}

  /**
   * The view of a state.
   *
   * @throws IllegalStateException if the state is forgotten: it has no view
   */
  public static RunView of(RunState state) {
    if (state.forgotten) {
      throw new IllegalStateException("run " + state.run + " is forgotten and has no view");
    }
    List<Stabilization> stabilizations = new ArrayList<>();
    state.trackers.values().forEach(t -> stabilizations.addAll(t.stabilizations()));
    return new RunView(
        state.run.value(),
        state.description.experiment(),
        state.description.name(),
        state.description.config(),
        state.description.tags(),
        state.description.plannedSteps(),
        state.attempts.present().map(attempt -> attempt.number).orElse(0),
        state.phase(),
        state.endReason,
        state.attempts.lastStep(),
        progressOf(state.progress),
        List.copyOf(state.metrics.view()),
        List.copyOf(stabilizations),
        state.ledger.view(state.attempts.missing(), state.attempts.droppedSteps()),
        state.attempts.view(),
        state.firstAppendMicros,
        state.lastAppendMicros,
        state.lastStepAppendMicros,
        state.end == null ? 0 : state.endedAtMicros);
  }

  private static Progress progressOf(AttemptProgress progress) {
    long fallStep = progress.learningRate.fallStep();
    return new Progress(
        progress.smoothedLoss.mean(),
        progress.lossWindow.min(),
        progress.lossWindow.max(),
        progress.clock.intervalSeconds(),
        progress.clock.longestGapSeconds(),
        fallStep,
        fallStep == Attempt.NO_STEP ? 0 : progress.clock.timeOf(fallStep));
  }

  /** The last value of a metric, if it has come. */
  public Optional<MetricView> metric(dev.plateau.protocol.MetricName metricName) {
    return metrics.stream().filter(metric -> metric.name().equals(metricName)).findFirst();
  }
}
