package dev.plateau.publisher;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounded queue of rows between one producer, the training thread, and one consumer, the batcher.
 * Preallocated words; a row takes 3 + 2 × values of them. Neither side ever waits, locks or
 * allocates: a row that finds no room is dropped as a whole and counted.
 *
 * <p>Law: rows finished (committed or abandoned) = {@link #accepted} + {@link #dropped}, and after
 * the last drain the consumer has taken all that was accepted, each once and in order.
 */
final class StepRing {
  private static final int HEADER_WORDS = 3;
  private static final int VALUE_WORDS = 2;
  private final long[] words;
  private final int mask;

  // Positions count words from the beginning of time; the mask makes them indexes.

  /** Where the consumer reads next; written by the consumer. */
  private final AtomicLong head = new AtomicLong();

  /** Where the row in the making begins, all before is the consumer's; written by the producer. */
  private final AtomicLong tail = new AtomicLong();

  /** Rows handed over; written by the producer. */
  private final AtomicLong accepted = new AtomicLong();

  /** Written by the producer. */
  private final AtomicLong dropped = new AtomicLong();

  /** Whether a row ever found no room; written by the producer. */
  private volatile boolean ranFull;

  // Only the producer's.
  private long cursor;
  private long limit;
  private boolean inRow;
  private boolean overflown;

  /**
   * @param bytes least size
   */
  StepRing(long bytes) {
    long size = Math.max(64, bytes / Long.BYTES);
    int capacity = Math.toIntExact(Long.highestOneBit(2 * size - 1));
    words = new long[capacity];
    mask = capacity - 1;
    limit = capacity;
  }

  /** Producer: begins a row. A row begun before and not committed is dropped. */
  void begin(long step, long timeMicros) {
    abandon();
    long start = tail.getPlain();
    inRow = true;
    cursor = start + HEADER_WORDS;
    overflown = !fits(cursor);
    if (!overflown) {
      words[index(start + 1)] = step;
      words[index(start + 2)] = timeMicros;
    }
  }

  /** Producer: adds a value to the row; without a row does nothing. */
  void put(int slot, double value) {
    if (!inRow || overflown) {
      return;
    }
    long at = cursor;
    if (!fits(at + VALUE_WORDS)) {
      overflown = true;
      return;
    }
    words[index(at)] = slot;
    words[index(at + 1)] = Double.doubleToRawLongBits(value);
    cursor = at + VALUE_WORDS;
  }

  /** Producer: hands the row over, or drops it if it found no room; without a row does nothing. */
  void commit() {
    if (!inRow) {
      return;
    }
    if (overflown) {
      ranFull = true;
      abandon();
      return;
    }
    inRow = false;
    long start = tail.getPlain();
    words[index(start)] = (cursor - start - HEADER_WORDS) / VALUE_WORDS;
    accepted.setRelease(accepted.getPlain() + 1);
    tail.setRelease(cursor);
  }

  /** Producer: drops the row in the making, if there is one. */
  void abandon() {
    if (inRow) {
      inRow = false;
      refuse();
    }
  }

  /** Producer: counts a row as dropped that was never begun. */
  void refuse() {
    dropped.setRelease(dropped.getPlain() + 1);
  }

  /** Producer: whether a row of that many values finds room now. */
  boolean hasRoomFor(int values) {
    return fits(tail.getPlain() + HEADER_WORDS + (long) VALUE_WORDS * values);
  }

  private boolean fits(long end) {
    if (end <= limit) {
      return true;
    }
    limit = head.getAcquire() + words.length;
    return end <= limit;
  }

  private int index(long position) {
    return (int) position & mask;
  }

  /**
   * Consumer: takes all rows that are there now.
   *
   * @throws InterruptedException if the sink was interrupted; the row that it was given counts as
   *     not taken
   */
  void drain(RowSink sink) throws InterruptedException {
    long end = tail.getAcquire();
    long at = head.getPlain();
    while (at < end) {
      int values = (int) words[index(at)];
      sink.row(words[index(at + 1)], words[index(at + 2)], values);
      at += HEADER_WORDS;
      for (int i = 0; i < values; i++, at += VALUE_WORDS) {
        sink.value((int) words[index(at)], Double.longBitsToDouble(words[index(at + 1)]));
      }
      head.setRelease(at);
    }
  }

  /** Any thread: rows handed over so far. */
  long accepted() {
    return accepted.getAcquire();
  }

  /** Any thread: rows dropped so far. */
  long dropped() {
    return dropped.getAcquire();
  }

  /** Any thread: whether a row was dropped for want of room. */
  boolean ranFull() {
    return ranFull;
  }

  /** Takes rows, each followed by its values. */
  interface RowSink {
    /**
     * Begins a row.
     *
     * @param values how many values follow
     */
    void row(long step, long timeMicros, int values) throws InterruptedException;

    /** Adds a value to the row begun last. */
    void value(int slot, double value);
  }
}
