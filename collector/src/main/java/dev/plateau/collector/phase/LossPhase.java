package dev.plateau.collector.phase;

import java.io.StreamCorruptedException;

/** What a run's loss is doing. */
public enum LossPhase {
  /** Falling, or on its way to a level: the state before the first plateau and after a rise. */
  DESCENDING(0),
  /** Bouncing about a level that is constant on average. */
  STABILIZED(1),
  /** Falling again after a plateau. */
  FITTING(2),
  /** A loss was NaN, infinite or at least 1e30; what follows is not judged. */
  DIVERGED(3);

  private final int code;

  LossPhase(int code) {
    this.code = code;
  }

  /** What stands for this phase in {@link MsrDetector}'s serialised state, 0 to 255. */
  int code() {
    return code;
  }

  static LossPhase ofCode(int code) throws StreamCorruptedException {
    for (LossPhase phase : values()) {
      if (phase.code == code) {
        return phase;
      }
    }
    throw new StreamCorruptedException("a phase's code is 0 to 3, got " + code);
  }
}
