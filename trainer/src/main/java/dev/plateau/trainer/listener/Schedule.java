package dev.plateau.trainer.listener;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a probe is due. As text {@code every:N}, {@code log:K}, {@code at-epoch} or {@code
 * budget:P%}. Immutable.
 */
public sealed interface Schedule {
  /** Every form that a schedule has as text. */
  Pattern FORM =
      Pattern.compile("every:(?<every>\\d+)|log:(?<log>\\d+)|at-epoch|budget:(?<percent>[0-9.]+)%");

  /**
   * Whether a probe is due at a step.
   *
   * @param step 0-based
   * @param beginsEpoch whether the step is the first that is seen of its epoch
   */
  boolean isDue(long step, boolean beginsEpoch);

  /**
   * At every N-th step, counted from step 0.
   *
   * @param steps N, at least 1
   */
  record Every(long steps) implements Schedule {
    /**
     * @throws IllegalArgumentException quoting it, if it is below 1
     */
    public Every {
      if (steps < 1) {
        throw new IllegalArgumentException("a schedule's distance must be >= 1, got " + steps);
      }
    }

    @Override
    public boolean isDue(long step, boolean beginsEpoch) {
      return step % steps == 0;
    }

    @Override
    public String toString() {
      return "every:" + steps;
    }
  }

  /**
   * At step 0 and at K points a decade from step 1 on: the whole numbers next to 10^(i/K).
   *
   * @param perDecade K, from 1 to 1000
   */
  record LogSpaced(int perDecade) implements Schedule {
    private static final int MOST = 1000;

    /**
     * @throws IllegalArgumentException quoting it, if it is not from 1 to 1000
     */
    public LogSpaced {
      if (perDecade < 1 || perDecade > MOST) {
        throw new IllegalArgumentException(
            "a schedule's points a decade must be from 1 to 1000, got " + perDecade);
      }
    }

    @Override
    public boolean isDue(long step, boolean beginsEpoch) {
      if (step == 0) {
        return true;
      }
      long nearest = Math.round(perDecade * Math.log10((double) step));
      return isPoint(nearest - 1, step) || isPoint(nearest, step) || isPoint(nearest + 1, step);
    }

    private boolean isPoint(long point, long step) {
      return Math.round(Math.pow(10, (double) point / perDecade)) == step;
    }

    @Override
    public String toString() {
      return "log:" + perDecade;
    }
  }

  /** At the first step of each epoch. */
  record AtEpoch() implements Schedule {
    @Override
    public boolean isDue(long step, boolean beginsEpoch) {
      return beginsEpoch;
    }

    @Override
    public String toString() {
      return "at-epoch";
    }
  }

  /**
   * As often as a share of the training's time allows.
   *
   * @param share above 0, at most 1
   */
  record WithinBudget(double share) implements Schedule {
    /**
     * @throws IllegalArgumentException quoting it, if it is not in (0, 1]
     */
    public WithinBudget {
      if (!(share > 0 && share <= 1)) {
        throw new IllegalArgumentException(
            "a budget must be above 0 % and at most 100 %, got " + 100 * share + " %");
      }
    }

    @Override
    public boolean isDue(long step, boolean beginsEpoch) {
      return true;
    }

    @Override
    public String toString() {
      BigDecimal percent = BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros();
      return "budget:" + percent.toPlainString() + "%";
    }
  }

  /** {@code every:N}. */
  static Schedule every(long steps) {
    return new Every(steps);
  }

  /**
   * Reads a schedule.
   *
   * @throws IllegalArgumentException quoting the text, if it is none
   */
  static Schedule parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (matcher.matches()) {
      try {
        return of(matcher);
      } catch (IllegalArgumentException e) {
        // Refused below, quoting all of it.
      }
    }
    throw new IllegalArgumentException(
        "a schedule is every:N, log:K (points a decade), at-epoch or budget:P%, got '"
            + text
            + "'");
  }

  private static Schedule of(Matcher parts) {
    if (parts.group("every") != null) {
      return new Every(Long.parseLong(parts.group("every")));
    }
    if (parts.group("log") != null) {
      return new LogSpaced(Integer.parseInt(parts.group("log")));
    }
    if (parts.group("percent") != null) {
      return new WithinBudget(
          new BigDecimal(parts.group("percent")).movePointLeft(2).doubleValue());
    }
    return new AtEpoch();
  }
}
