package dev.plateau.publisher;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * Wall clock in microseconds that costs one reading of the monotonic clock and allocates nothing:
 * that reading plus an offset, which {@link #synchronize} renews. Any thread may read it; one
 * thread synchronizes.
 */
final class StepClock {
  /** Readings further apart were interrupted by something and would spoil the offset. */
  private static final long MAX_GAP_NANOS = 50_000;

  private static final int ATTEMPTS = 5;

  private final InstantSource wall;
  private final LongSupplier nanos;
  private volatile long offsetMicros;

  StepClock(InstantSource wall, LongSupplier nanos) {
    this.wall = wall;
    this.nanos = nanos;
    long reading = nanos.getAsLong();
    offsetMicros = micros(wall.instant()) - reading / 1000;
    synchronize();
  }

  static StepClock system() {
    return new StepClock(InstantSource.system(), System::nanoTime);
  }

  /** Microseconds since the epoch. */
  long micros() {
    return nanos.getAsLong() / 1000 + offsetMicros;
  }

  /** Follows the wall clock where it was set or drifted; keeps the offset if it cannot be read. */
  void synchronize() {
    for (int i = 0; i < ATTEMPTS; i++) {
      long before = nanos.getAsLong();
      Instant now = wall.instant();
      long gap = nanos.getAsLong() - before;
      if (gap <= MAX_GAP_NANOS) {
        offsetMicros = micros(now) - (before + gap / 2) / 1000;
        return;
      }
    }
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
