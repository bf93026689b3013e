package dev.plateau.collector.replay;

import java.util.Random;

/** A machine whose waits end late by up to a millisecond, and which now and then is busy. */
final class FakeTicker implements Ticker {
  static final long WORST_OVERSHOOT_NANOS = 1_000_000;
  static final long LONGEST_STALL_NANOS = 400_000_000;

  private final Random random;
  private final boolean stalls;
  private long now;

  /** When the last stall ended, or the last wait; whatever was due before could not be on time. */
  private long freeSince;

  FakeTicker(long seed, boolean stalls) {
    random = new Random(seed);
    this.stalls = stalls;
    now = random.nextLong() >> 2;
    freeSince = now;
  }

  @Override
  public long nanos() {
    now += random.nextInt(100);
    return now;
  }

  @Override
  public void park(long nanos) {
    // Some waits end before their time.
    now += random.nextInt(20) == 0 ? nanos / 2 : nanos + random.nextLong(WORST_OVERSHOOT_NANOS);
  }

  /** The thread does something for so long; sometimes another process has the processor. */
  void work(long nanos) {
    now += nanos;
    if (stalls && random.nextInt(2000) == 0) {
      now += random.nextLong(LONGEST_STALL_NANOS);
      freeSince = now;
    }
  }

  long freeSince() {
    return freeSince;
  }
}
