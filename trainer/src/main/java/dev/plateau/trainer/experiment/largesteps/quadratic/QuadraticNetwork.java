package dev.plateau.trainer.experiment.largesteps.quadratic;

import dev.plateau.trainer.experiment.training.Resumable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A network of one weight, h(x) = xθ², its loss F(θ) = ¼E(y − xθ²)² for y = xθ*² and its steps.
 * Source: Andriushchenko et al. (2023), Prop. 2 and 3. Not safe for use by several threads.
 */
final class QuadraticNetwork implements Resumable {
  private final double target;
  private final double[] inputs;
  private final double meanSquare;
  private double theta;

  /**
   * A network.
   *
   * @param target θ*
   * @param inputs x, all equally likely
   * @param theta its first weight
   */
  QuadraticNetwork(double target, double[] inputs, double theta) {
    this.target = target;
    this.inputs = inputs.clone();
    this.theta = theta;
    double sum = 0;
    for (double x : inputs) {
      sum += x * x;
    }
    meanSquare = sum / inputs.length;
  }

  /** θ. */
  double theta() {
    return theta;
  }

  /** E[x²]. */
  double meanSquare() {
    return meanSquare;
  }

  /** F. */
  double fullLoss() {
    return meanSquare * excess() * excess() / 4;
  }

  /** ¼(y − xθ²)² at one input. */
  double loss(int input) {
    double x = inputs[input];
    return x * x * excess() * excess() / 4;
  }

  /** A step down the gradient at one input. */
  void step(int input, double learningRate) {
    stepAlong(inputs[input] * inputs[input], learningRate);
  }

  /** A step down the gradient of F. */
  void step(double learningRate) {
    stepAlong(meanSquare, learningRate);
  }

  private void stepAlong(double square, double learningRate) {
    theta -= learningRate * square * excess() * theta;
  }

  private double excess() {
    return theta * theta - target * target;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeDouble(theta);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    theta = in.readDouble();
  }
}
