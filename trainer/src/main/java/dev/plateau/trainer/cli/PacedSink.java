package dev.plateau.trainer.cli;

import dev.plateau.protocol.MetricName;
import dev.plateau.trainer.listener.StepSink;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Holds the training back to so many steps a second, so that a person can watch. Steps that come
 * late do not make later ones hurry.
 */
final class PacedSink implements StepSink {
  private final StepSink sink;
  private final long intervalNanos;
  private final LongSupplier nanoTime;
  private final Parking parking;
  private long due;
  private boolean begun;
  private boolean isStep;

  /** How a thread waits. */
  interface Parking {
    void park(long nanos);
  }

  PacedSink(StepSink sink, double stepsPerSecond) {
    this(sink, stepsPerSecond, System::nanoTime, LockSupport::parkNanos);
  }

  PacedSink(StepSink sink, double stepsPerSecond, LongSupplier nanoTime, Parking parking) {
    this.sink = sink;
    this.intervalNanos = (long) (1e9 / stepsPerSecond);
    this.nanoTime = nanoTime;
    this.parking = parking;
  }

  @Override
  public void step(long step) {
    isStep = true;
    sink.step(step);
  }

  /** Values that come late have waited long enough. */
  @Override
  public void again(long step) {
    isStep = false;
    sink.again(step);
  }

  @Override
  public void put(MetricName name, double value) {
    sink.put(name, value);
  }

  @Override
  public void commit() {
    sink.commit();
    if (isStep) {
      pace();
    }
  }

  private void pace() {
    long now = nanoTime.getAsLong();
    due = begun ? Math.max(due + intervalNanos, now) : now + intervalNanos;
    begun = true;
    for (long left = due - now; left > 0; left = due - nanoTime.getAsLong()) {
      parking.park(left);
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    }
  }
}
