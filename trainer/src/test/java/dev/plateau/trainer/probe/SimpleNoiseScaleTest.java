package dev.plateau.trainer.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class SimpleNoiseScaleTest {
  private static final Percentage A_BILLIONTH = Percentage.withPercentage(1e-7);

  @Test
  void scale_anyGradients_isTheNaiveDefinition() {
    RandomInputs random = new RandomInputs(31);
    for (int round = 0; round < 50; round++) {
      Matrix gradients = random.gaussianMatrix(random.between(1, 9), random.between(1, 9));
      int samples = gradients.rows();
      double meanOfSquares = FrobeniusNorm.of(gradients);
      meanOfSquares *= meanOfSquares / samples;
      double squareOfMean = 0;
      for (int parameter = 0; parameter < gradients.columns(); parameter++) {
        double sum = 0;
        for (int sample = 0; sample < samples; sample++) {
          sum += gradients.get(sample, parameter);
        }
        squareOfMean += Math.pow(sum / samples, 2);
      }
      double expected = (meanOfSquares - squareOfMean) / squareOfMean;
      assertThat(SimpleNoiseScale.of(gradients)).isCloseTo(expected, within(1e-9 * (1 + expected)));
    }
  }

  @Test
  void scale_residualsAndKernel_isThatOfTheGradients() {
    RandomInputs random = new RandomInputs(32);
    for (int round = 0; round < 50; round++) {
      int samples = random.between(2, 9);
      Matrix phi = random.gaussianMatrix(samples, random.between(1, 9));
      double[] residuals = random.gaussians(samples);
      Matrix gradients = Matrix.zeros(samples, phi.columns());
      for (int i = 0; i < samples; i++) {
        for (int j = 0; j < phi.columns(); j++) {
          gradients.data()[i * phi.columns() + j] = residuals[i] * phi.get(i, j);
        }
      }
      Matrix kernel = OpenBlas.timesTransposed(phi, phi);
      assertThat(SimpleNoiseScale.of(residuals, kernel))
          .isCloseTo(SimpleNoiseScale.of(gradients), A_BILLIONTH);
    }
  }

  @Test
  void scale_knownGradients_isByHand() {
    // Mean (1, 0), deviations (0, ±2): tr Σ = 4.
    assertThat(SimpleNoiseScale.of(new Matrix(2, 2, new double[] {1, 2, 1, -2}))).isEqualTo(4);
    assertThat(SimpleNoiseScale.of(new Matrix(2, 1, new double[] {3, 3}))).isZero();
    assertThat(SimpleNoiseScale.of(new Matrix(2, 1, new double[] {3, -3}))).isInfinite();
    assertThat(SimpleNoiseScale.of(Matrix.zeros(2, 2))).isNaN();
    assertThat(SimpleNoiseScale.of(new Matrix(2, 1, new double[] {3, Double.NaN}))).isNaN();
  }

  @Test
  void scale_whatDoesNotFit_isRefused() {
    assertThatThrownBy(() -> SimpleNoiseScale.of(Matrix.zeros(0, 2)))
        .hasMessage("a noise scale needs samples, got none");
    assertThatThrownBy(() -> SimpleNoiseScale.of(new double[3], Matrix.zeros(3, 2)))
        .hasMessage("3 residuals need as many samples in the kernel, got a 3 x 2 matrix");
  }

  @Test
  void residual_outputs_isTheMeanOverSamplesOfSquaredDistances() {
    Matrix h = new Matrix(2, 2, new double[] {1, 2, 3, 4});
    Matrix y = new Matrix(2, 2, new double[] {0, 0, 3, 1});
    assertThat(MeanSquaredResidual.of(h, y)).isEqualTo((1 + 4 + 0 + 9) / 2.0);
    assertThat(MeanSquaredResidual.of(h, h)).isZero();
    y.data()[0] = Double.NaN;
    assertThat(MeanSquaredResidual.of(h, y)).isNaN();
    assertThatThrownBy(() -> MeanSquaredResidual.of(h, new Matrix(4, 1, new double[4])))
        .hasMessage(
            "residuals need outputs and targets of one shape, got a 2 x 2 matrix and a 4 x 1"
                + " matrix");
  }
}
