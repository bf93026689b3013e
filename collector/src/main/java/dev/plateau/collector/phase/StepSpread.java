package dev.plateau.collector.phase;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How far the loss jumps from one observation to the next: the running mean of |ℓₜ − ℓₜ₋₁| in
 * decades, each cut at 2, over about the last 200.
 */
final class StepSpread {
  private static final double LARGEST_JUMP = 2;
  private static final long MEMORY = 200;

  private double decades;
  private double previousLog;

  /**
   * Takes the next value.
   *
   * @param log log₁₀ of the loss
   * @param seen how many values were taken before
   */
  void add(double log, long seen) {
    if (seen > 0) {
      double jump = Math.min(LARGEST_JUMP, Math.abs(log - previousLog));
      decades += (jump - decades) / Math.min(seen, MEMORY);
    }
    previousLog = log;
  }

  /** The mean jump, 0 to 2 decades; 0 before the second value. */
  double decades() {
    return decades;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeDouble(decades);
    out.writeDouble(previousLog);
  }

  static StepSpread readFrom(DataInput in) throws IOException {
    StepSpread spread = new StepSpread();
    spread.decades = in.readDouble();
    spread.previousLog = in.readDouble();
    return spread;
  }
}
