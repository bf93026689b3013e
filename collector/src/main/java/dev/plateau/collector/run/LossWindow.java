package dev.plateau.collector.run;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Smallest and largest loss over the trailing 50 to 60 seconds of append time, so that no spike
 * hides between two scrapes. NaN is neither small nor large. Mutable; owned by one {@link
 * RunState}.
 */
final class LossWindow {
  private static final int BUCKETS = 6;
  private static final long BUCKET_MICROS = 10_000_000;

  private final double[] smallest = new double[BUCKETS];
  private final double[] largest = new double[BUCKETS];
  private long newest = Long.MIN_VALUE;

  LossWindow() {
    clear();
  }

  void clear() {
    Arrays.fill(smallest, Double.NaN);
    Arrays.fill(largest, Double.NaN);
  }

  void add(double loss, long appendTimeMicros) {
    long bucket = Math.floorDiv(appendTimeMicros, BUCKET_MICROS);
    advanceTo(bucket);
    // A record's append time never lies behind an earlier one's by more than the window.
    int i = (int) Math.floorMod(Math.max(bucket, newest - BUCKETS + 1), (long) BUCKETS);
    if (!(loss >= smallest[i]) && !Double.isNaN(loss)) {
      smallest[i] = loss;
    }
    if (!(loss <= largest[i]) && !Double.isNaN(loss)) {
      largest[i] = loss;
    }
  }

  private void advanceTo(long bucket) {
    if (bucket <= newest) {
      return;
    }
    long from = newest == Long.MIN_VALUE ? bucket : Math.max(newest + 1, bucket - BUCKETS + 1);
    for (long b = from; b <= bucket; b++) {
      smallest[(int) Math.floorMod(b, (long) BUCKETS)] = Double.NaN;
      largest[(int) Math.floorMod(b, (long) BUCKETS)] = Double.NaN;
    }
    newest = bucket;
  }

  /** Smallest loss; NaN: none in the window. */
  double min() {
    return Arrays.stream(smallest).filter(v -> !Double.isNaN(v)).min().orElse(Double.NaN);
  }

  /** Largest loss; NaN: none in the window. */
  double max() {
    return Arrays.stream(largest).filter(v -> !Double.isNaN(v)).max().orElse(Double.NaN);
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeLong(newest);
    for (int i = 0; i < BUCKETS; i++) {
      out.writeDouble(smallest[i]);
      out.writeDouble(largest[i]);
    }
  }

  static LossWindow readFrom(DataInput in) throws IOException {
    LossWindow window = new LossWindow();
    window.newest = in.readLong();
    for (int i = 0; i < BUCKETS; i++) {
      window.smallest[i] = in.readDouble();
      window.largest[i] = in.readDouble();
    }
    return window;
  }
}
