package dev.plateau.trainer.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both identities of Prop. 1 of Andriushchenko et al. (2023), at random parameters. */
class SgdLabelNoiseTest {
  private static final int ROUNDS = 30;

  @Test
  void scale_anyResiduals_isTheMeanSquaredResidual() {
    RandomInputs random = new RandomInputs(73);
    for (int round = 0; round < ROUNDS; round++) {
      double[] residuals = random.gaussians(random.between(2, 40));
      int n = residuals.length;
      assertThat(SgdLabelNoise.scale(residuals))
          .isCloseTo(
              MeanSquaredResidual.of(new Matrix(n, 1, residuals), Matrix.zeros(n, 1)),
              withPercentage(1e-11));
    }
  }

  /** (n − 1)² r_i² + Σ_{j≠i} r_j², by hand. */
  @Test
  void of_threeResiduals_isTheirsButForTheSample() {
    double[] noise = SgdLabelNoise.of(new double[] {1, -2, 0.5}, 1);
    assertThat(noise).containsExactly(1, 4, 0.5);
    assertThat(SgdLabelNoise.scale(new double[] {1, -2, 0.5})).isEqualTo(5.25 / 3);
  }

  /**
   * The loss is a mean of ½(h − y)², whose derivative is the residual, or of (h − y)², whose is
   * twice that: both sides have it.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1, 2})
  void of_reluNetwork_makesTheFullBatchStepThatOfOneSample(double derivative) {
    RandomInputs random = new RandomInputs(74);
    for (int round = 0; round < ROUNDS; round++) {
      int inputs = random.between(1, 5);
      Mlp network = random.network(inputs);
      int n = random.between(2, 12);
      Matrix x = random.gaussianMatrix(n, inputs);
      double[] y = random.gaussians(n);
      double[] h = network.outputs(x);
      int sample = random.between(0, n - 1);
      double[] noise = SgdLabelNoise.of(differences(h, y), sample);
      double[] noisy = new double[n];
      Arrays.setAll(noisy, i -> y[i] + noise[i]);
      double[] ofAll = meanGradient(network, x, noisy, derivative);
      Matrix alone =
          new Matrix(
              1, inputs, Arrays.copyOfRange(x.data(), sample * inputs, (sample + 1) * inputs));
      double[] ofOne = meanGradient(network, alone, new double[] {y[sample]}, derivative);
      double size = EuclideanDistance.between(ofOne, new double[ofOne.length]);
      double all = EuclideanDistance.between(ofAll, new double[ofAll.length]);
      assertThat(EuclideanDistance.between(ofOne, ofAll))
          .isLessThanOrEqualTo(1e-12 * Math.max(size, Math.max(all, 1)));
    }
  }

  @Test
  void of_diagonalNetwork_makesTheFullBatchStepThatOfOneSample() {
    RandomInputs random = new RandomInputs(75);
    for (int round = 0; round < ROUNDS; round++) {
      int d = random.between(1, 6);
      int n = random.between(2, 12);
      double[] u = random.gaussians(d);
      double[] v = random.gaussians(d);
      Matrix phi = DiagonalTangentFeatures.of(u, v, random.gaussianMatrix(n, d));
      double[] residuals = random.gaussians(n);
      int sample = random.between(0, n - 1);
      double[] noise = SgdLabelNoise.of(residuals, sample);
      for (int k = 0; k < 2 * d; k++) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
          sum += (residuals[i] - noise[i]) * phi.get(i, k);
        }
        assertThat(sum / n).isCloseTo(residuals[sample] * phi.get(sample, k), within(1e-13));
      }
    }
  }

  @Test
  void scale_oneResidual_isRefused() {
    assertThatThrownBy(() -> SgdLabelNoise.scale(new double[1]))
        .hasMessage("label noise is of two samples or more, got 1 residuals");
  }

  private static double[] meanGradient(Mlp network, Matrix x, double[] y, double derivative) {
    Matrix phi = TangentFeatures.of(network, x);
    double[] residuals = differences(network.outputs(x), y);
    double[] gradient = new double[phi.columns()];
    for (int i = 0; i < y.length; i++) {
      for (int k = 0; k < gradient.length; k++) {
        gradient[k] += derivative * residuals[i] * phi.get(i, k) / y.length;
      }
    }
    return gradient;
  }

  private static double[] differences(double[] h, double[] y) {
    double[] differences = new double[h.length];
    Arrays.setAll(differences, i -> h[i] - y[i]);
    return differences;
  }
}
