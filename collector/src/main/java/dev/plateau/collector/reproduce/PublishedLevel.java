package dev.plateau.collector.reproduce;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.ToDoubleFunction;

/**
 * A level as the paper's authors have it, to be expected here within a band.
 *
 * @param what what is looked at
 * @param published their value
 * @param source where it is from, as {@code authors' code}
 * @param level reads ours off the results
 */
public record PublishedLevel(
    String what, double published, String source, ToDoubleFunction<Results> level) {
  /** From their value over a factor to their value times it. */
  public Band within(double factor, String why) {
    String band =
        "%s to %s, ×%s: %s"
            .formatted(
                readable(published / factor), readable(published * factor), readable(factor), why);
    return band(band, rounded(published / factor), rounded(published * factor));
  }

  /** As {@link #within}, its reason without the numbers, where they have many digits. */
  public Band times(double factor, String why) {
    return band(
        "×%s: %s".formatted(readable(factor), why),
        rounded(published / factor),
        rounded(published * factor));
  }

  /** From one value to another. */
  public Band between(double least, double most, String why) {
    return band("%s to %s: %s".formatted(readable(least), readable(most), why), least, most);
  }

  /** At most a value. */
  public Band atMost(double most, String why) {
    return band("at most %s: %s".formatted(readable(most), why), Double.NEGATIVE_INFINITY, most);
  }

  /** At least a value. */
  public Band atLeast(double least, String why) {
    return band("at least %s: %s".formatted(readable(least), why), least, Double.POSITIVE_INFINITY);
  }

  private Band band(String reason, double least, double most) {
    String said = "%s (%s)".formatted(readable(published), source);
    return new Band(what, said, reason, least, most, level);
  }

  private static String readable(double value) {
    return Numbers.readable(rounded(value));
  }

  /** To the three digits that a page shows, so that it shows what is asked. */
  private static double rounded(double value) {
    return new BigDecimal(value).round(new MathContext(3)).doubleValue();
  }
}
