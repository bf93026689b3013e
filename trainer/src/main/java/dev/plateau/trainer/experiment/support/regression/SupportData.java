package dev.plateau.trainer.experiment.support.regression;

import dev.plateau.trainer.experiment.data.NpyArray;
import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.random.RandomStream;
import dev.plateau.trainer.probe.Matrix;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * Data of the experiments on learning the support: 5000 samples x ~ N(0, I) of 15 inputs, of which
 * the first 5 are relevant and the others centred, and noise ε ~ 0.001 · N(0, 1). Source:
 * Beneventano, Pinto, Poggio (2024), §2.
 */
final class SupportData {
  /** Number of inputs. */
  static final int INPUTS = 15;

  /** Number of relevant inputs, which come first. */
  static final int RELEVANT = 5;

  private static final int DRAWN = 5000;
  private static final double NOISE = 0.001;

  private final Matrix x;
  private final double[] noise;

  private SupportData(Matrix x, double[] noise) {
    this.x = x;
    this.noise = noise;
  }

  /** The paper's own data for seed 0, else data of the same kind. */
  static SupportData of(long seed) {
    if (seed == 0) {
      return new SupportData(
          NpyArray.resource("support.x").matrix(), NpyArray.resource("support.eps").vector());
    }
    Random random = RandomStream.of(seed, "support data");
    Matrix x = new Matrix(DRAWN, INPUTS, RandomStream.gaussians(random, DRAWN * INPUTS));
    for (int input = RELEVANT; input < INPUTS; input++) {
      centre(x, input);
    }
    double[] noise = RandomStream.gaussians(random, DRAWN);
    for (int i = 0; i < DRAWN; i++) {
      noise[i] *= NOISE;
    }
    return new SupportData(x, noise);
  }

  private static void centre(Matrix x, int input) {
    double sum = 0;
    for (int i = 0; i < x.rows(); i++) {
      sum += x.get(i, input);
    }
    double mean = sum / x.rows();
    for (int i = 0; i < x.rows(); i++) {
      x.data()[i * x.columns() + input] -= mean;
    }
  }

  /** The same inputs without noise on the targets. */
  SupportData withoutNoise() {
    return new SupportData(x, new double[noise.length]);
  }

  /** The indices of the relevant inputs. */
  static int[] relevantInputs() {
    return new int[] {0, 1, 2, 3, 4};
  }

  /**
   * The training set: every sample twice, ([X, X], [g + ε, g − ε]), so that the noise averages out.
   *
   * @param target g, of one sample's relevant inputs
   */
  Samples samples(ToDoubleFunction<double[]> target) {
    double[] inputs = new double[2 * x.data().length];
    System.arraycopy(x.data(), 0, inputs, 0, x.data().length);
    System.arraycopy(x.data(), 0, inputs, x.data().length, x.data().length);
    double[] y = new double[2 * x.rows()];
    double[] relevant = new double[RELEVANT];
    for (int i = 0; i < x.rows(); i++) {
      System.arraycopy(x.data(), i * INPUTS, relevant, 0, RELEVANT);
      double clean = target.applyAsDouble(relevant);
      y[i] = clean + noise[i];
      y[x.rows() + i] = clean - noise[i];
    }
    return new Samples(new Matrix(y.length, INPUTS, inputs), y);
  }
}
