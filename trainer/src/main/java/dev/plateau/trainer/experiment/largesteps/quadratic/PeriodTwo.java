package dev.plateau.trainer.experiment.largesteps.quadratic;

import dev.plateau.trainer.experiment.training.Resumable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Whether the iterates of a {@link QuadraticNetwork} are where Prop. 2 and 3 have them. From the
 * first step T with θ in (0.65, 1 − ε₀)θ* on, every second one is there again and those between are
 * in (1 + ε₀, 1.162)θ*, so that ε₀²(1 − ε₀/2)²·E[x²]θ*⁴ < F < 0.17·E[x²]θ*⁴. Source: Andriushchenko
 * et al. (2023), Prop. 2 and 3; their bound on F is printed without the scale E[x²]θ*⁴.
 */
final class PeriodTwo implements Resumable {
  private static final double LEAST = 0.65;
  private static final double MOST = 1.162;
  private static final double MOST_LOSS = 0.17;
  private static final double MOST_EPSILON = 0.02;
  private static final long NOT_YET = -1;

  private final double target;
  private final double epsilon;
  private final double lossScale;
  private long since = NOT_YET;
  private long visited;
  private long below;
  private long above;
  private long inside;

  /**
   * Of a network.
   *
   * @param target θ*
   * @param epsilon ε₀
   * @param meanSquare E[x²]
   */
  PeriodTwo(double target, double epsilon, double meanSquare) {
    this.target = target;
    this.epsilon = epsilon;
    lossScale = meanSquare * Math.pow(target, 4);
  }

  /** ε₀ = min((η(θ*x_min)² − 1)/3, 0.02). */
  static double epsilon(double learningRate, double target, double leastInput) {
    double edge = learningRate * Math.pow(target * leastInput, 2);
    return Math.min((edge - 1) / 3, MOST_EPSILON);
  }

  /** The next iterate: θ and F before a step. */
  void visit(long step, double theta, double fullLoss) {
    boolean isBelow = isBelow(theta);
    if (since == NOT_YET && isBelow) {
      since = step;
    }
    if (since == NOT_YET) {
      return;
    }
    boolean isAbove = theta > (1 + epsilon) * target && theta < MOST * target;
    boolean isDueBelow = (step - since) % 2 == 0;
    visited++;
    below += isBelow ? 1 : 0;
    above += isAbove ? 1 : 0;
    inside += (isDueBelow ? isBelow : isAbove) && isBounded(fullLoss) ? 1 : 0;
  }

  private boolean isBelow(double theta) {
    return theta > LEAST * target && theta < (1 - epsilon) * target;
  }

  private boolean isBounded(double fullLoss) {
    return fullLoss > leastLoss() && fullLoss < mostLoss();
  }

  /** The bound of F from below. */
  double leastLoss() {
    return Math.pow(epsilon * (1 - epsilon / 2), 2) * lossScale;
  }

  /** The bound of F from above. */
  double mostLoss() {
    return MOST_LOSS * lossScale;
  }

  /** Whether T has been. */
  boolean hasBegun() {
    return since != NOT_YET;
  }

  /** T; −1 until it has been. */
  long since() {
    return since;
  }

  /** Iterates since T that are in the lower interval. */
  long below() {
    return below;
  }

  /** Iterates since T that are in the upper interval. */
  long above() {
    return above;
  }

  /** Share of the iterates since T that satisfy both propositions; NaN before T. */
  double insideShare() {
    return (double) inside / visited;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeLong(since);
    out.writeLong(visited);
    out.writeLong(below);
    out.writeLong(above);
    out.writeLong(inside);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    since = in.readLong();
    visited = in.readLong();
    below = in.readLong();
    above = in.readLong();
    inside = in.readLong();
  }
}
