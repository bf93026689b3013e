package dev.plateau.collector.replay;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many times as fast as the original a replay is.
 *
 * @param factor &gt; 0; 1: as fast as the original was; infinite: no pauses at all
 */
public record Speed(double factor) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)x?");

  /** No pauses at all. */
  public static final Speed MAX = new Speed(Double.POSITIVE_INFINITY);

  /**
   * @throws IllegalArgumentException if the factor is not above 0
   */
  public Speed {
    if (!(factor > 0)) {
      throw new IllegalArgumentException(refusal(Double.toString(factor)));
    }
  }

  /**
   * Reads {@code 10x}, {@code 10}, {@code 0.5x} or {@code max}.
   *
   * @throws IllegalArgumentException with one sentence, if it is anything else
   */
  public static Speed parse(String text) {
    if (text.equals("max")) {
      return MAX;
    }
    Matcher matcher = FORM.matcher(text);
    double factor = matcher.matches() ? Double.parseDouble(matcher.group(1)) : Double.NaN;
    if (!(factor > 0)) {
      throw new IllegalArgumentException(refusal(text));
    }
    return new Speed(factor);
  }

  private static String refusal(String given) {
    return "a speed is a number above 0 as 10x, 10 or 0.5x, or max, got '" + given + "'";
  }

  /** Whether there are no pauses at all. */
  public boolean isMax() {
    return Double.isInfinite(factor);
  }

  /** How long it takes to replay so much of the original's time, in nanoseconds. */
  double nanosOf(long originalMicros) {
    return isMax() ? 0 : originalMicros * 1e3 / factor;
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return isMax() ? "max" : BigDecimal.valueOf(factor).stripTrailingZeros().toPlainString() + "x";
  }
}
