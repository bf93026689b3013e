package dev.plateau.collector.run;

import java.time.Duration;

/**
 * How long a run is kept where.
 *
 * @param lostAfter silence after which a run counts as lost
 * @param exposedAfterEnd how long an ended run stays on /metrics
 * @param listedAfterEnd how long an ended run stays in the run table
 */
public record RunLife(Duration lostAfter, Duration exposedAfterEnd, Duration listedAfterEnd) {
  /** Lost after an hour, exposed for 5 minutes more, listed for 24 hours more. */
  public static final RunLife DEFAULT =
      new RunLife(Duration.ofHours(1), Duration.ofMinutes(5), Duration.ofHours(24));

  /**
   * @throws IllegalArgumentException if a duration is not positive, or the run would leave the
   *     table before it leaves /metrics
   */
  public RunLife {
    positive("lost-after", lostAfter);
    positive("exposed-after-end", exposedAfterEnd);
    positive("listed-after-end", listedAfterEnd);
    if (listedAfterEnd.compareTo(exposedAfterEnd) < 0) {
      throw new IllegalArgumentException(
          "listed-after-end must be >= exposed-after-end "
              + exposedAfterEnd
              + ", got "
              + listedAfterEnd);
    }
  }

  private static void positive(String key, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(key + " must be > 0, got " + duration);
    }
  }

  /** Whether the run belongs on /metrics at this watermark. */
  public boolean isExposed(RunView view, long watermarkMicros) {
    return !view.phase().isEnd()
        || watermarkMicros - view.endedAtMicros() < micros(exposedAfterEnd);
  }

  /** Whether {@link RunFold#tick} would change the run at this watermark. */
  public boolean isDue(RunView view, long watermarkMicros, long hearingSinceMicros) {
    return view.phase().isEnd()
        ? watermarkMicros - view.endedAtMicros() >= micros(listedAfterEnd)
        : isSilent(view.lastAppendMicros(), watermarkMicros, hearingSinceMicros);
  }

  boolean isSilent(long lastAppendMicros, long watermarkMicros, long hearingSinceMicros) {
    return watermarkMicros - Math.max(lastAppendMicros, hearingSinceMicros) >= micros(lostAfter);
  }

  static long micros(Duration duration) {
    return duration.toNanos() / 1000;
  }
}
