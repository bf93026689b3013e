package dev.plateau.protocol;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Global name of a run: 1 to 128 letters, digits, dots, underscores and hyphens. It keys the run's
 * records, so that all a run says stays in order on one partition.
 */
public record RunId(String value) {
  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,128}");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final int MAX_EXPERIMENT_LENGTH = 100;

  /**
   * @throws IllegalArgumentException naming the value, if it is empty, too long or has a character
   *     outside {@code [A-Za-z0-9._-]}
   */
  public RunId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "a run id has 1 to 128 characters of A-Z a-z 0-9 . _ -, got '"
              + Quote.shortened(value)
              + "'");
    }
  }

  /** Whether the text can name a run. */
  public static boolean isValid(String text) {
    return VALID.matcher(text).matches();
  }

  /**
   * A new id {@code <experiment>-<UTC time>-<6 random>}; characters of the experiment that an id
   * cannot have become hyphens.
   */
  public static RunId generate(String experiment, Instant now, RandomGenerator random) {
    String prefix = experiment.replaceAll("[^A-Za-z0-9._-]", "-");
    if (prefix.length() > MAX_EXPERIMENT_LENGTH) {
      prefix = prefix.substring(0, MAX_EXPERIMENT_LENGTH);
    }
    StringBuilder suffix = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      suffix.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new RunId((prefix.isEmpty() ? "run" : prefix) + "-" + TIME.format(now) + "-" + suffix);
  }

  @Override
  public String toString() {
    return value;
  }
}
