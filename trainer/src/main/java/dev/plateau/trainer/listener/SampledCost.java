package dev.plateau.trainer.listener;

import java.util.function.LongSupplier;

/**
 * Estimated cost of work that is done often and takes little: the first runs are timed, then every
 * sixteenth, which stands for itself and those between. Not thread-safe.
 */
final class SampledCost {
  private static final int EACH = 16;

  private final LongSupplier nanoTime;
  private long runs;
  private long begunNanos;

  SampledCost(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** A run begins. */
  void begin() {
    if (isTimed()) {
      begunNanos = nanoTime.getAsLong();
    }
  }

  /** The run has ended; returns the nanoseconds to charge for it and for those not timed. */
  long end() {
    boolean wasTimed = isTimed();
    long weight = runs < EACH ? 1 : EACH;
    runs++;
    return wasTimed ? weight * (nanoTime.getAsLong() - begunNanos) : 0;
  }

  private boolean isTimed() {
    return runs < EACH || runs % EACH == 0;
  }
}
