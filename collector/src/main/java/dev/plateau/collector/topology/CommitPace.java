package dev.plateau.collector.topology;

import java.time.Duration;

/**
 * How often a stream thread may be asked to commit before its time. All partitions of a thread
 * commit together, so they share one. Belongs to one stream thread.
 */
final class CommitPace {
  /**
   * Least time between two. A commit writes the state of every run that went on since the last one:
   * a thousand runs that end together must not make a thousand commits.
   */
  static final Duration PERIOD = Duration.ofMillis(200);

  private long lastMillis = Long.MIN_VALUE;

  /** How long a commit must wait that is wanted now; 0: it need not. */
  long waitMillis(long nowMillis) {
    // A clock that was set back says nothing: rather a commit too many than none for a long time.
    return lastMillis == Long.MIN_VALUE || nowMillis < lastMillis
        ? 0
        : Math.max(0, PERIOD.toMillis() - (nowMillis - lastMillis));
  }

  /** A commit was asked for. */
  void asked(long nowMillis) {
    lastMillis = nowMillis;
  }

  /** Whether one was asked for after this time. */
  boolean askedAfter(long millis) {
    return lastMillis > millis;
  }
}
