package dev.plateau.collector.run;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sequence numbers of a session that have not arrived though a later one has. Kept as ranges, at
 * most 32; past that the oldest range is counted as missing for good. Mutable; owned by one {@link
 * Attempt}.
 */
final class Holes {
  private static final int MAX_RANGES = 32;

  // Pairs [from, to), ascending.
  private long[] ranges = {};
  private long lost;

  void add(long from, long to) {
    insert(ranges.length, from, to);
    keepNewest();
  }

  private void keepNewest() {
    while (ranges.length > 2 * MAX_RANGES) {
      lost += ranges[1] - ranges[0];
      ranges = Arrays.copyOfRange(ranges, 2, ranges.length);
    }
  }

  /** Takes a number out, if it is in a hole; returns whether it was. */
  boolean fill(long sequence) {
    for (int i = 0; i < ranges.length; i += 2) {
      if (ranges[i] <= sequence && sequence < ranges[i + 1]) {
        split(i, sequence);
        return true;
      }
    }
    return false;
  }

  private void split(int i, long sequence) {
    long from = ranges[i];
    long to = ranges[i + 1];
    long[] rest = new long[ranges.length - 2];
    System.arraycopy(ranges, 0, rest, 0, i);
    System.arraycopy(ranges, i + 2, rest, i, rest.length - i);
    ranges = rest;
    if (from < sequence) {
      insert(i, from, sequence);
      i += 2;
    }
    if (sequence + 1 < to) {
      insert(i, sequence + 1, to);
    }
    keepNewest();
  }

  private void insert(int i, long from, long to) {
    long[] more = new long[ranges.length + 2];
    System.arraycopy(ranges, 0, more, 0, i);
    more[i] = from;
    more[i + 1] = to;
    System.arraycopy(ranges, i, more, i + 2, ranges.length - i);
    ranges = more;
  }

  /** How many records are missing. */
  long missing() {
    long missing = lost;
    for (int i = 0; i < ranges.length; i += 2) {
      missing += ranges[i + 1] - ranges[i];
    }
    return missing;
  }

  /** The ranges that are still known, ascending, as those of an attempt. */
  List<MissingRecords> ranges(int attempt, String session) {
    List<MissingRecords> known = new ArrayList<>();
    for (int i = 0; i < ranges.length; i += 2) {
      known.add(new MissingRecords(attempt, session, ranges[i], ranges[i + 1]));
    }
    return known;
  }

  void writeTo(DataOutput out) throws IOException {
    Varint.write(out, lost);
    Varint.write(out, ranges.length);
    for (long edge : ranges) {
      Varint.write(out, edge);
    }
  }

  static Holes readFrom(DataInput in) throws IOException {
    Holes holes = new Holes();
    holes.lost = Varint.read(in);
    holes.ranges = new long[Varint.readInt(in)];
    for (int i = 0; i < holes.ranges.length; i++) {
      holes.ranges[i] = Varint.read(in);
    }
    return holes;
  }
}
