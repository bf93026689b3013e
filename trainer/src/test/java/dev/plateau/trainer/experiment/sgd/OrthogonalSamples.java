package dev.plateau.trainer.experiment.sgd;

import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.probe.Matrix;

/**
 * Eight samples of two relevant and two irrelevant inputs from columns h₁, h₂, … of Hadamard's
 * matrix, which are ±1 and orthogonal to each other: x = (h₁, h₂, h₄, h₄/2 + 2h₇), y = 2h₁ − h₂ +
 * h₁h₂/2. So the covariance of relevant and irrelevant inputs, and that of the target and
 * irrelevant inputs, is exactly 0, all are centred, and the irrelevant ones are correlated.
 */
final class OrthogonalSamples {
  static final int SIZE = 8;
  static final int INPUTS = 4;
  static final int RELEVANT = 2;

  private OrthogonalSamples() {}

  static Samples samples() {
    Matrix x = Matrix.zeros(SIZE, INPUTS);
    double[] y = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      double[] row = {h(i, 1), h(i, 2), h(i, 4), h(i, 4) / 2 + 2 * h(i, 7)};
      System.arraycopy(row, 0, x.data(), i * INPUTS, INPUTS);
      y[i] = 2 * h(i, 1) - h(i, 2) + h(i, 1) * h(i, 2) / 2;
    }
    return new Samples(x, y);
  }

  private static double h(int sample, int column) {
    return Integer.bitCount(sample & column) % 2 == 0 ? 1 : -1;
  }

  /** Λ: mean of x xᵀ over all samples, irrelevant inputs only. */
  static double[][] irrelevantCovariance() {
    Samples samples = samples();
    int irrelevant = INPUTS - RELEVANT;
    double[][] covariance = new double[irrelevant][irrelevant];
    for (int sample = 0; sample < SIZE; sample++) {
      for (int i = 0; i < irrelevant; i++) {
        for (int j = 0; j < irrelevant; j++) {
          covariance[i][j] +=
              samples.x().get(sample, RELEVANT + i) * samples.x().get(sample, RELEVANT + j) / SIZE;
        }
      }
    }
    return covariance;
  }
}
