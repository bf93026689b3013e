package dev.plateau.collector.export;

import java.util.List;

/**
 * Rows of a table, ascending by step, no two of the same step. Immutable by agreement: nobody
 * writes to the arrays after construction.
 */
final class Block {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long[] steps;
  private final long[] timesMicros;
  private final int[] attempts;
  private final List<Series> series;

  /**
   * @param steps step of each row
   * @param timesMicros trainer's time of each row, microseconds since the epoch
   * @param attempts number of the attempt that each row belongs to
   * @param series the columns that have a value in any of the rows
   */
  Block(long[] steps, long[] timesMicros, int[] attempts, List<Series> series) {
    this.steps = steps;
    this.timesMicros = timesMicros;
    this.attempts = attempts;
    this.series = series;
  }

  /** One column of a block. */
  static final class Series {
    private final int column;
    private final String name;
    private final double[] values;
    private final long[] present;

    /**
     * @param column its number
     * @param name its name
     * @param values a value a row; anything where there is none
     * @param present a bit a row: whether there is a value
     */
    Series(int column, String name, double[] values, long[] present) {
      this.column = column;
      this.name = name;
      this.values = values;
      this.present = present;
    }

    int column() {
      return column;
    }

    String name() {
      return name;
    }

    boolean has(int row) {
      return (present[row >> 6] & (1L << row)) != 0;
    }

    double value(int row) {
      return values[row];
    }
  }

  int size() {
    return steps.length;
  }

  long step(int row) {
    return steps[row];
  }

  long timeMicros(int row) {
    return timesMicros[row];
  }

  int attempt(int row) {
    return attempts[row];
  }

  List<Series> series() {
    return series;
  }

  long firstStep() {
    return steps[0];
  }

  long lastStep() {
    return steps[steps.length - 1];
  }

  /** How many rows have a step below this one. */
  int rowsBelow(long step) {
    int place = java.util.Arrays.binarySearch(steps, step);
    return place < 0 ? ~place : place;
  }

  /**
   * 16 hexadecimal digits that differ where the rows do, but for one chance in 2⁶⁴: names, values
   * by their bits, and what is missing.
   */
  String content() {
    long hash = steps.length;
    for (int i = 0; i < steps.length; i++) {
      hash = mixed(mixed(mixed(hash, steps[i]), timesMicros[i]), attempts[i]);
    }
    for (Series one : series) {
      hash = mixed(hash, one.name.hashCode());
      for (int i = 0; i < steps.length; i++) {
        hash = mixed(hash, one.has(i) ? Double.doubleToRawLongBits(one.values[i]) : GOLDEN);
      }
      for (long bits : one.present) {
        hash = mixed(hash, bits);
      }
    }
    return "%016x".formatted(hash);
  }

  private static long mixed(long hash, long word) {
    long product = (Long.rotateLeft(hash, 29) ^ word) * GOLDEN;
    return product ^ (product >>> 32);
  }
}
