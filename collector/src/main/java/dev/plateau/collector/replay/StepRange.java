package dev.plateau.collector.replay;

/**
 * The steps that are replayed.
 *
 * @param from the first, ≥ 0
 * @param to the last, ≥ from; {@link Long#MAX_VALUE}: to the end
 */
public record StepRange(long from, long to) {
  /** All of them. */
  public static final StepRange ALL = new StepRange(0, Long.MAX_VALUE);

  /**
   * @throws IllegalArgumentException naming the options, if there is no such range
   */
  public StepRange {
    if (from < 0) {
      throw new IllegalArgumentException("--from-step must be >= 0, got " + from);
    }
    if (to < 0) {
      throw new IllegalArgumentException("--to-step must be >= 0, got " + to);
    }
    if (to < from) {
      throw new IllegalArgumentException(
          "--to-step must not be below --from-step, got " + to + " below " + from);
    }
  }

  /** Whether the step is one of them. */
  boolean contains(long step) {
    return step >= from && step <= to;
  }

  /** Whether it leaves out none. */
  boolean isAll() {
    return equals(ALL);
  }

  /** As in a sentence: {@code from 10 to 20}. */
  @Override
  public String toString() {
    return to == Long.MAX_VALUE ? "from " + from + " on" : "from " + from + " to " + to;
  }
}
