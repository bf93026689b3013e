package dev.plateau.collector.run;

/** Something that happened to a run and that people want to know at once. */
public sealed interface RunEvent {
  /**
   * What all events have.
   *
   * @param id the same for the same event of the same stream, live and when verified
   * @param run run id
   * @param experiment what the run belongs to; empty: not known yet
   * @param attempt number of the attempt
   * @param step step at which it was seen; -1: before any step
   * @param timeMicros append time of the record that revealed it, or the watermark that did
   * @param replayOf the run that this one replays; empty: it is no replay
   */
  record Header(
      String id,
      String run,
      String experiment,
      int attempt,
      long step,
      long timeMicros,
      String replayOf) {}

  /** What all events have. */
  Header header();

  /** A trainer started, or started again. */
  record AttemptBegan(Header header, long firstStep) implements RunEvent {}

  /** The run is over: completed, failed or stopped. */
  record RunEnded(Header header, RunPhase phase, String reason) implements RunEvent {}

  /** The run fell silent. */
  record RunLost(Header header, long silentMicros) implements RunEvent {}

  /** A run that had ended or was lost goes on in the same session. */
  record RunRevived(Header header) implements RunEvent {}

  /** The run was deleted. */
  record RunForgotten(Header header) implements RunEvent {}

  /**
   * The learning rate fell by 10 % or more at once.
   *
   * @param before rate before
   * @param after rate after
   */
  record LearningRateDecayed(Header header, double before, double after) implements RunEvent {}

  /** The first loss of an attempt that is not a finite number. */
  record NonFiniteLoss(Header header, LossSource source, double value) implements RunEvent {}

  /**
   * The trainer says that the support is separated: the first layer's weights of relevant inputs
   * stay well above those of irrelevant ones. Once, and again only if that was superseded.
   *
   * @param separatedStep step from which on it is
   */
  record SupportSeparated(Header header, long separatedStep) implements RunEvent {}

  /**
   * The loss has stabilized.
   *
   * @param detector name with version
   * @param stabilization its account so far
   */
  record StabilizationBegan(Header header, String detector, Stabilization stabilization)
      implements RunEvent {}

  /**
   * The loss's stabilization ended.
   *
   * @param detector name with version
   * @param stabilization its account
   * @param end the account's end
   * @param learningRateBefore rate before its last fall; the present rate if it never fell; NaN if
   *     not known
   * @param learningRateAfter the present rate; NaN if not known
   */
  record StabilizationEnded(
      Header header,
      String detector,
      Stabilization stabilization,
      Stabilization.End end,
      double learningRateBefore,
      double learningRateAfter)
      implements RunEvent {
    /** Length of the plateau in steps. */
    public long plateauSteps() {
      return end.onsetStep() - stabilization.startStep();
    }
  }
}
