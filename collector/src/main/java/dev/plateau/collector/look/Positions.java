package dev.plateau.collector.look;

import java.util.stream.LongStream;

/**
 * Round positions that divide a range: multiples of 1, 2 or 5 times a power of ten, so that 0 is
 * among them where the range has it, and both ends.
 */
final class Positions {
  private static final long[] ROUND = {1, 2, 5};

  private Positions() {}

  /**
   * The positions, ascending.
   *
   * @param first first position
   * @param last last position, ≥ first
   * @param limit at most so many, ≥ 3
   */
  static long[] of(long first, long last, int limit) {
    if (last < first) {
      throw new IllegalArgumentException("a range ends at >= " + first + ", got " + last);
    }
    if (limit < 3) {
      throw new IllegalArgumentException("positions are >= 3, got " + limit);
    }
    long power = 1;
    while (true) {
      for (long digit : ROUND) {
        long[] positions = multiples(first, last, digit * power, limit);
        if (positions.length <= limit) {
          return positions;
        }
      }
      power = Math.multiplyExact(power, 10);
    }
  }

  private static long[] multiples(long first, long last, long spacing, int limit) {
    long from = Math.floorDiv(first, spacing) + 1;
    long to = Math.floorDiv(last - 1, spacing);
    // One more than the limit already says that there are too many.
    LongStream within = LongStream.rangeClosed(from, Math.min(to, from + limit));
    return LongStream.concat(
            LongStream.concat(LongStream.of(first), within.map(multiple -> multiple * spacing)),
            LongStream.of(last))
        .distinct()
        .toArray();
  }
}
