package dev.plateau.trainer.probe;

/**
 * When a probe runs: at every N-th step, counted from step 0.
 *
 * @param every distance of two steps at which it runs, at least 1
 */
public record Schedule(long every) {
  private static final String EVERY = "every:";

  /**
   * @throws IllegalArgumentException quoting it, if it is below 1
   */
  public Schedule {
    if (every < 1) {
      throw new IllegalArgumentException("a schedule's distance must be >= 1, got " + every);
    }
  }

  /**
   * Reads {@code every:N}.
   *
   * @throws IllegalArgumentException quoting the text, if it is anything else
   */
  public static Schedule parse(String text) {
    if (text.startsWith(EVERY)) {
      try {
        return new Schedule(Long.parseLong(text.substring(EVERY.length())));
      } catch (IllegalArgumentException e) {
        // Refused below, quoting all of it.
      }
    }
    throw new IllegalArgumentException(
        "a schedule is every:N with a whole N >= 1, got '" + text + "'");
  }

  /** Whether the probe runs at this step. */
  public boolean isDue(long step) {
    return step % every == 0;
  }

  @Override
  public String toString() {
    return EVERY + every;
  }
}
