package dev.plateau.publisher;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whole numbers with a unit, as people write them in a setting. */
final class Quantity {
  private static final Pattern SHAPE = Pattern.compile("(\\d{1,12}) ?([A-Za-z]*)");

  private Quantity() {}

  /**
   * Reads {@code 200ms}, {@code 10s}, {@code 5m}, {@code 1h} or {@code 0}.
   *
   * @throws IllegalArgumentException saying what a duration looks like, if it is anything else
   */
  static Duration duration(String text) {
    Matcher shape = SHAPE.matcher(text);
    if (shape.matches()) {
      long count = Long.parseLong(shape.group(1));
      Duration duration =
          switch (shape.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofSeconds(-1);
          };
      if (!duration.isNegative()) {
        return duration;
      }
      if (text.equals("0")) {
        return Duration.ZERO;
      }
    }
    throw new IllegalArgumentException(
        "a duration is a whole number with ms, s, m or h, as 200ms or 10s");
  }

  /**
   * Reads {@code 512KB}, {@code 64MB} or {@code 1GB}, powers of 1024.
   *
   * @throws IllegalArgumentException saying what a size looks like, if it is anything else
   */
  static long bytes(String text) {
    Matcher shape = SHAPE.matcher(text);
    int power =
        !shape.matches()
            ? 0
            : switch (shape.group(2).toUpperCase(Locale.ROOT)) {
              case "KB" -> 10;
              case "MB" -> 20;
              case "GB" -> 30;
              default -> 0;
            };
    if (power == 0) {
      throw new IllegalArgumentException("a size is a whole number with KB, MB or GB, as 64MB");
    }
    long count = Long.parseLong(shape.group(1));
    // Saturates instead of overflowing: whoever uses it refuses what is too large.
    return count > Long.MAX_VALUE >> power ? Long.MAX_VALUE : count << power;
  }
}
