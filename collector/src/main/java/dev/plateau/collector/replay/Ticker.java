package dev.plateau.collector.replay;

import java.util.concurrent.locks.LockSupport;

/** Time that passes, and waiting for it. */
interface Ticker {
  /** The machine's. */
  Ticker SYSTEM =
      new Ticker() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void park(long nanos) {
          LockSupport.parkNanos(this, nanos);
        }
      };

  /** The monotonic clock. */
  long nanos();

  /** Waits for about that long; may return sooner or later. */
  void park(long nanos);
}
