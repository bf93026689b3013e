package dev.plateau.collector.verify;

import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.run.RunState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether an ended run had been forgotten by its age when its next record came. Neither records nor
 * events say so, and it depends on whether a collector was running meanwhile. The registry tells of
 * the last such pause: the books of a run that was forgotten and came back begin anew, and those of
 * one that was forgotten for good go no further. Immutable.
 */
final class Oblivion {
  /**
   * As much as a collector's clock may differ from the broker's, and the time between two ticks.
   */
  private static final long TOLERANCE_MICROS = 60_000_000;

  private final long listedMicros;
  private final boolean isListed;
  private final long booksBeginMicros;
  private final long booksEndMicros;

  /** What can be told of a pause. */
  enum Answer {
    /** The run was forgotten in it. */
    FORGOTTEN,
    /** The run was not forgotten in it. */
    REMEMBERED,
    /** It may have been. */
    UNKNOWN
  }

  /**
   * @param entry the run's entry; null: it has none
   * @param listedAfterEnd how long collectors remember ended runs
   */
  Oblivion(@Nullable RunEntry entry, Duration listedAfterEnd) {
    listedMicros = listedAfterEnd.toNanos() / 1000;
    isListed = entry != null;
    booksBeginMicros = entry == null ? 0 : entry.firstTimeMicros();
    booksEndMicros = entry == null ? 0 : entry.lastTimeMicros();
  }

  /**
   * Whether the run was forgotten between what was folded and its next record.
   *
   * @param nextAppendMicros append time of that record
   */
  Answer before(RunState state, long nextAppendMicros) {
    if (state.endedAtMicros().isEmpty() || nextAppendMicros <= state.lastAppendMicros()) {
      return Answer.REMEMBERED;
    }
    if (isListed && booksBeginMicros == nextAppendMicros) {
      return Answer.FORGOTTEN;
    }
    boolean goesOn =
        isListed && booksBeginMicros < nextAppendMicros && nextAppendMicros <= booksEndMicros;
    long pauseMicros = nextAppendMicros - state.endedAtMicros().getAsLong();
    return goesOn || pauseMicros < listedMicros - TOLERANCE_MICROS
        ? Answer.REMEMBERED
        : Answer.UNKNOWN;
  }
}
