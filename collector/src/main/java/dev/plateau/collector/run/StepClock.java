package dev.plateau.collector.run;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * When an attempt's steps were made, by the trainer's wall clock: at most 64 kept steps, thinned
 * out by halves, and lines between them. Mutable; owned by one {@link RunState}.
 */
final class StepClock {
  private static final int CAPACITY = 64;

  private final long[] steps = new long[CAPACITY];
  private final long[] timesMicros = new long[CAPACITY];
  private int size;
  private long stride = 1;
  private long seen;
  private long lastStep = Attempt.NO_STEP;
  private long lastTimeMicros;
  private double intervalMicros = Double.NaN;
  private long longestGapMicros;

  void add(long step, long timeMicros) {
    // A clock that was set back says nothing of how long a step took.
    if (lastStep != Attempt.NO_STEP && timeMicros >= lastTimeMicros) {
      longestGapMicros = Math.max(longestGapMicros, timeMicros - lastTimeMicros);
      smooth((timeMicros - lastTimeMicros) / (double) (step - lastStep));
    }
    if (seen % stride == 0) {
      if (size == CAPACITY) {
        thinOut();
      }
      if (seen % stride == 0) {
        steps[size] = step;
        timesMicros[size] = timeMicros;
        size++;
      }
    }
    seen++;
    lastStep = step;
    lastTimeMicros = timeMicros;
  }

  /** Weight 1/min(n, 50), as for the loss. */
  private void smooth(double latestMicros) {
    intervalMicros =
        Double.isNaN(intervalMicros)
            ? latestMicros
            : intervalMicros + (latestMicros - intervalMicros) / Math.min(seen, 50);
  }

  private void thinOut() {
    for (int i = 0; i < CAPACITY / 2; i++) {
      steps[i] = steps[2 * i];
      timesMicros[i] = timesMicros[2 * i];
    }
    size = CAPACITY / 2;
    stride *= 2;
  }

  /**
   * Time of a step, microseconds since the epoch; the nearest known one outside the known steps.
   */
  long timeOf(long step) {
    if (size == 0 || step >= lastStep) {
      return lastTimeMicros;
    }
    int after = 0;
    while (after < size && steps[after] < step) {
      after++;
    }
    if (after == 0) {
      return timesMicros[0];
    }
    long upperStep = after < size ? steps[after] : lastStep;
    long upperTime = after < size ? timesMicros[after] : lastTimeMicros;
    double share = (double) (step - steps[after - 1]) / (upperStep - steps[after - 1]);
    return timesMicros[after - 1] + Math.round(share * (upperTime - timesMicros[after - 1]));
  }

  /** Smoothed time between steps, in seconds; NaN before the second step. */
  double intervalSeconds() {
    return intervalMicros / 1e6;
  }

  /** Longest time between two rows, in seconds. */
  double longestGapSeconds() {
    return longestGapMicros / 1e6;
  }

  void writeTo(DataOutput out) throws IOException {
    Varint.write(out, stride);
    Varint.write(out, seen);
    Varint.write(out, lastStep);
    Varint.write(out, lastTimeMicros);
    out.writeDouble(intervalMicros);
    Varint.write(out, longestGapMicros);
    Varint.write(out, size);
    for (int i = 0; i < size; i++) {
      Varint.write(out, i == 0 ? steps[0] : steps[i] - steps[i - 1]);
      Varint.write(out, i == 0 ? timesMicros[0] : timesMicros[i] - timesMicros[i - 1]);
    }
  }

  static StepClock readFrom(DataInput in) throws IOException {
    StepClock clock = new StepClock();
    clock.stride = Varint.read(in);
    clock.seen = Varint.read(in);
    clock.lastStep = Varint.read(in);
    clock.lastTimeMicros = Varint.read(in);
    clock.intervalMicros = in.readDouble();
    clock.longestGapMicros = Varint.read(in);
    clock.size = Varint.readInt(in);
    for (int i = 0; i < clock.size; i++) {
      clock.steps[i] = Varint.read(in) + (i == 0 ? 0 : clock.steps[i - 1]);
      clock.timesMicros[i] = Varint.read(in) + (i == 0 ? 0 : clock.timesMicros[i - 1]);
    }
    return clock;
  }
}
