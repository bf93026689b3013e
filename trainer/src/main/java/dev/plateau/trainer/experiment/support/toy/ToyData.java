package dev.plateau.trainer.experiment.support.toy;

import dev.plateau.trainer.experiment.data.NpyArray;
import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.random.RandomStream;
import dev.plateau.trainer.probe.Matrix;
import java.util.Arrays;

/** The data of the toy network f(x) = a·b·x. Source: Beneventano et al. (2024), Figs 4 and 9. */
final class ToyData {
  private static final int NOISY_SAMPLES = 100;

  private ToyData() {}

  /** D1: one input with two labels that no network fits; the best product ab is 0. */
  static Samples oscillatingLabels() {
    return samples(new double[] {1, 1}, new double[] {-1, 1});
  }

  /** D2: two inputs of different size, both with label 0, which ab = 0 fits. */
  static Samples oscillatingInputs() {
    return samples(new double[] {1.0 / 3, 3}, new double[] {0, 0});
  }

  /**
   * Inputs of mean square 1 and one label for all, 1 over the inputs' mean, so that the best
   * product ab is 1 and every batch would have another one.
   *
   * @param seed 0: the inputs of the paper's own code
   */
  static Samples noisy(long seed) {
    double[] x =
        seed == 0
            ? NpyArray.resource("toy-abx.x").vector()
            : RandomStream.gaussians(RandomStream.of(seed, "inputs"), NOISY_SAMPLES);
    double size = Math.sqrt(Arrays.stream(x).map(value -> value * value).average().orElseThrow());
    Arrays.setAll(x, i -> x[i] / size);
    double[] y = new double[x.length];
    Arrays.fill(y, 1 / Arrays.stream(x).average().orElseThrow());
    return samples(x, y);
  }

  private static Samples samples(double[] x, double[] y) {
    return new Samples(new Matrix(x.length, 1, x), y);
  }
}
