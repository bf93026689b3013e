package dev.plateau.collector.cli;

/** A time as a person would guess it: {@code 40 s}, {@code 12 min}, {@code 3 h 20 min}. */
final class RoughTime {
  private static final int MINUTE = 60;
  private static final int HOUR = 3600;

  private RoughTime() {}

  /** The text of so many seconds, at least 1 s; of hours, to ten minutes. */
  static String of(double seconds) {
    long whole = Math.max(1, Math.round(seconds));
    if (whole < 2 * MINUTE) {
      return whole + " s";
    }
    if (whole < 2 * HOUR) {
      return Math.round(seconds / MINUTE) + " min";
    }
    long tens = Math.round(seconds / (10 * MINUTE));
    return tens / 6 + " h" + (tens % 6 == 0 ? "" : " " + tens % 6 * 10 + " min");
  }
}
