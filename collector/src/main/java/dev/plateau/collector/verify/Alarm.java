package dev.plateau.collector.verify;

/**
 * What people are told of a trace: an end of stabilization.
 *
 * @param observation number (0-based) of the observation that raised it, in its column
 * @param step the trainer's step of that observation
 * @param kind how stabilization ended
 * @param plateauStartStep the plateau's first step
 * @param onsetStep the first step of the fall or of the divergence
 */
public record Alarm(long observation, long step, Kind kind, long plateauStartStep, long onsetStep) {
  /** How stabilization ended. */
  public enum Kind {
    /** The loss fell out of its plateau. */
    DROP,
    /** The loss became NaN, infinite or larger than any loss. */
    DIVERGED
  }
}
