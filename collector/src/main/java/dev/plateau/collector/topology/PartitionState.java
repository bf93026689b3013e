package dev.plateau.collector.topology;

import dev.plateau.collector.run.Folded;
import dev.plateau.collector.run.RecordPosition;
import dev.plateau.collector.run.Totals;
import java.nio.ByteBuffer;

/**
 * How far a partition has been folded, kept beside its runs and committed with them.
 *
 * @param nextOffset one more than the offset of the last record folded; 0: none yet
 * @param lastAppendMicros append time of that record, microseconds since the epoch
 * @param totals books over all its records, those included that belong to no run
 */
record PartitionState(long nextOffset, long lastAppendMicros, Totals totals) {
  static final PartitionState NONE = new PartitionState(0, 0, Totals.NONE);

  private static final byte VERSION = 1;
  private static final int HEAD_BYTES = 1 + 2 * Long.BYTES;

  /** With one more record. */
  PartitionState plus(Folded folded, RecordPosition at) {
    return new PartitionState(at.offset() + 1, at.appendTimeMicros(), totals.plus(folded));
  }

  byte[] toBytes() {
    byte[] books = totals.toBytes();
    return ByteBuffer.allocate(HEAD_BYTES + books.length)
        .put(VERSION)
        .putLong(nextOffset)
        .putLong(lastAppendMicros)
        .put(books)
        .array();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException if the bytes are anything else, or of a later version
   */
  static PartitionState fromBytes(byte[] bytes) {
    if (bytes.length < HEAD_BYTES || bytes[0] != VERSION) {
      throw new IllegalArgumentException(
          "not the state of a partition of version " + VERSION + ": " + bytes.length + " bytes");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
    long nextOffset = buffer.getLong();
    long lastAppendMicros = buffer.getLong();
    byte[] books = new byte[buffer.remaining()];
    buffer.get(books);
    return new PartitionState(nextOffset, lastAppendMicros, Totals.fromBytes(books));
  }
}
