package dev.plateau.collector.replay;

/**
 * Lets the rows of a replay go when they are due. The schedule is absolute: row by row, {@code
 * beginning + position / speed}. So no error adds up, and what was late, because the machine had
 * other things to do, is caught up at once. For one thread.
 */
final class Pace {
  /** So often a long pause looks whether it is to end. */
  private static final long LONGEST_PARK_NANOS = 100_000_000;

  private final Speed speed;
  private final Ticker ticker;
  private final ReplayWatch watch;
  private boolean begun;
  private long originMicros;
  private long originNanos;
  private long positionMicros;
  private long reachedNanos;

  Pace(Speed speed, Ticker ticker, ReplayWatch watch) {
    this.speed = speed;
    this.ticker = ticker;
    this.watch = watch;
  }

  /**
   * Waits until what stands at a position is due. The first position is due at once.
   *
   * @param micros position on the {@link Timeline}, not below the one before
   * @return false: the replay is to stop
   */
  boolean await(long micros) {
    long now = ticker.nanos();
    if (!begun) {
      begun = true;
      originMicros = micros;
      originNanos = now;
    }
    double dueAfter = speed.nanosOf(micros - originMicros);
    double left = dueAfter - (now - originNanos);
    while (left > 0 && !watch.isStopped()) {
      watch.waits(left / 1e9);
      ticker.park((long) Math.min(Math.ceil(left), LONGEST_PARK_NANOS));
      now = ticker.nanos();
      left = dueAfter - (now - originNanos);
    }
    if (watch.isStopped()) {
      return false;
    }
    positionMicros = micros;
    reachedNanos = now;
    return true;
  }

  /** Time since the first position, up to the last one let go, in seconds. */
  double seconds() {
    return (reachedNanos - originNanos) / 1e9;
  }

  /** How many times as fast as the original it was so far; NaN: no time has passed. */
  double reached() {
    return reachedNanos == originNanos
        ? Double.NaN
        : (positionMicros - originMicros) * 1e3 / (reachedNanos - originNanos);
  }

  /**
   * How long ago a position was due when the last one was let go, in microseconds; 0 where there
   * are no pauses.
   */
  long microsSince(long micros) {
    return Math.round(speed.nanosOf(positionMicros - micros) / 1e3);
  }
}
