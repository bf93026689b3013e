package dev.plateau.protocol;

/**
 * The last message of a session.
 *
 * @param outcome how the run ended
 * @param reason why, for a failed run; may be empty
 * @param timeMicros trainer's wall clock, microseconds since the epoch
 * @param droppedSteps steps that the session dropped because its buffers were full
 */
public record RunFinished(Outcome outcome, String reason, long timeMicros, long droppedSteps)
    implements Message {
  /** How a run ended. */
  public enum Outcome {
    /** It made all its steps. */
    COMPLETED,
    /** An error ended it. */
    FAILED,
    /** A person or a signal ended it. */
    STOPPED
  }

  /**
   * @throws IllegalArgumentException if droppedSteps is negative
   */
  public RunFinished {
    if (droppedSteps < 0) {
      throw new IllegalArgumentException("dropped_steps must be >= 0, got " + droppedSteps);
    }
  }
}
