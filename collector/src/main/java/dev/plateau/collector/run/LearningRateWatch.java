package dev.plateau.collector.run;

import dev.plateau.collector.phase.RateFall;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The present learning rate and where it last fell by 10 % or more at once. Mutable; owned by one
 * {@link RunState}.
 */
final class LearningRateWatch {
  private double rate = Double.NaN;
  private double rateBeforeFall = Double.NaN;
  private long fallStep = Attempt.NO_STEP;

  /** Takes the rate of a step; returns whether it fell by 10 % or more at once. */
  boolean fellAt(long step, double newRate) {
    boolean fell = RateFall.isFall(rate, newRate);
    if (fell) {
      rateBeforeFall = rate;
      fallStep = step;
    }
    rate = newRate;
    return fell;
  }

  /** The present rate; NaN: not known. */
  double rate() {
    return rate;
  }

  /** The rate before its last fall; the present one if it never fell. */
  double rateBeforeFall() {
    return fallStep == Attempt.NO_STEP ? rate : rateBeforeFall;
  }

  /** Step of its last fall; {@link Attempt#NO_STEP} if it never fell. */
  long fallStep() {
    return fallStep;
  }

  /** Whether the last fall lies at this step or later. */
  boolean fellSince(double step) {
    return fallStep != Attempt.NO_STEP && fallStep >= step;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeDouble(rate);
    out.writeDouble(rateBeforeFall);
    Varint.write(out, fallStep);
  }

  static LearningRateWatch readFrom(DataInput in) throws IOException {
    LearningRateWatch watch = new LearningRateWatch();
    watch.rate = in.readDouble();
    watch.rateBeforeFall = in.readDouble();
    watch.fallStep = Varint.read(in);
    return watch;
  }
}
