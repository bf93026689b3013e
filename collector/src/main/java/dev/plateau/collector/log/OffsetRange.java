package dev.plateau.collector.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A stretch of a partition.
 *
 * @param from its first offset
 * @param to the offset behind its last one
 */
record OffsetRange(long from, long to) {
  OffsetRange {
    if (from > to) {
      throw new IllegalArgumentException(
          "a range must not end before it begins: " + from + ".." + to);
    }
  }

  /** How many offsets it has. */
  long size() {
    return to - from;
  }

  /** What of it lies at this offset or behind it. */
  OffsetRange from(long offset) {
    return new OffsetRange(Math.min(Math.max(from, offset), to), to);
  }

  /** The part that has both. */
  OffsetRange within(OffsetRange other) {
    long begin = Math.max(from, other.from);
    return new OffsetRange(begin, Math.max(begin, Math.min(to, other.to)));
  }

  /**
   * The same offsets in order, those that overlap or lie closer together than the gap made one.
   *
   * @param gap as many offsets between two ranges are read rather than skipped
   */
  static List<OffsetRange> merged(List<OffsetRange> ranges, long gap) {
    List<OffsetRange> merged = new ArrayList<>();
    for (OffsetRange next : sorted(ranges)) {
      OffsetRange last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last != null && next.from - last.to <= gap) {
        merged.set(merged.size() - 1, new OffsetRange(last.from, Math.max(last.to, next.to)));
      } else {
        merged.add(next);
      }
    }
    return merged;
  }

  private static List<OffsetRange> sorted(List<OffsetRange> ranges) {
    return ranges.stream()
        .filter(range -> range.size() > 0)
        .sorted(Comparator.comparingLong(OffsetRange::from))
        .toList();
  }
}
