package dev.plateau.collector.run;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Exponential mean of the loss over about 50 steps: weight 1/min(n, 50). A loss that is not finite
 * makes it that value; the next finite loss starts it anew. Mutable; owned by one {@link RunState}.
 */
final class SmoothedLoss {
  private static final long HORIZON_STEPS = 50;

  private double mean = Double.NaN;
  private long steps;

  void add(double loss) {
    if (!Double.isFinite(loss)) {
      mean = loss;
      steps = 0;
      return;
    }
    steps++;
    mean = steps == 1 ? loss : mean + (loss - mean) / Math.min(steps, HORIZON_STEPS);
  }

  /** NaN before the first loss. */
  double mean() {
    return mean;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeDouble(mean);
    Varint.write(out, steps);
  }

  static SmoothedLoss readFrom(DataInput in) throws IOException {
    SmoothedLoss smoothed = new SmoothedLoss();
    smoothed.mean = in.readDouble();
    smoothed.steps = Varint.read(in);
    return smoothed;
  }
}
