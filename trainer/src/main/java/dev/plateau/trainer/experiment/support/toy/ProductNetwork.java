package dev.plateau.trainer.experiment.support.toy;

import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.training.Resumable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The smallest network of two layers, f(x) = a·b·x, and its gradient steps on the mean of (f − y)².
 *
 * <p>A step multiplies a² − b² by 1 − η²g², g being the loss's derivative by the product ab:
 * gradient descent, whose g vanishes, keeps it but for O(η); noise that keeps g away from 0 shrinks
 * it to 0. Not safe for use by several threads.
 */
final class ProductNetwork implements Resumable {
  private double a;
  private double b;

  /** A network with first weights. */
  ProductNetwork(double a, double b) {
    this.a = a;
    this.b = b;
  }

  /** Weight of the first layer. */
  double a() {
    return a;
  }

  /** Weight of the second layer. */
  double b() {
    return b;
  }

  /** Euclidean norm of (a, b). */
  double norm() {
    return Math.hypot(a, b);
  }

  /** Mean of (f − y)² over {@code size} samples from {@code from} on. */
  double loss(Samples samples, int from, int size) {
    double sum = 0;
    for (int i = from; i < from + size; i++) {
      double error = a * b * samples.x().get(i, 0) - samples.y()[i];
      sum += error * error;
    }
    return sum / size;
  }

  /** The derivative of {@link #loss} by the product ab: 2·mean of (f − y)·x. */
  double slope(Samples samples, int from, int size) {
    double sum = 0;
    for (int i = from; i < from + size; i++) {
      double x = samples.x().get(i, 0);
      sum += (a * b * x - samples.y()[i]) * x;
    }
    return 2 * sum / size;
  }

  /**
   * A step down the gradient and the weight decay.
   *
   * @param slope g, so that the loss's gradient is (g·b, g·a)
   */
  void step(double slope, double learningRate, double weightDecay) {
    double aBefore = a;
    a -= learningRate * (slope * b + weightDecay * a);
    b -= learningRate * (slope * aBefore + weightDecay * b);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeDouble(a);
    out.writeDouble(b);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    a = in.readDouble();
    b = in.readDouble();
  }
}
