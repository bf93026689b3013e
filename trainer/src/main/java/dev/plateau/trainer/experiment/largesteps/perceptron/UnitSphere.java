package dev.plateau.trainer.experiment.largesteps.perceptron;

import dev.plateau.trainer.experiment.random.RandomStream;
import dev.plateau.trainer.probe.Matrix;
import java.util.Arrays;
import java.util.Random;

/** Points that are uniform on the unit sphere: standard normal vectors divided by their norms. */
final class UnitSphere {
  private UnitSphere() {}

  /** That many points, (points × dimensions). */
  static Matrix points(Random random, int points, int dimensions) {
    double[] all = new double[points * dimensions];
    for (int start = 0; start < all.length; start += dimensions) {
      double[] x = RandomStream.gaussians(random, dimensions);
      double norm = Math.sqrt(Arrays.stream(x).map(value -> value * value).sum());
      for (int j = 0; j < dimensions; j++) {
        all[start + j] = x[j] / norm;
      }
    }
    return new Matrix(points, dimensions, all);
  }
}
