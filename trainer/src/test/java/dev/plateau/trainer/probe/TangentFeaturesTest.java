package dev.plateau.trainer.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TangentFeaturesTest {
  @Test
  void features_anyNetwork_areSingleSampleGradients() {
    RandomInputs random = new RandomInputs(1);
    for (int round = 0; round < 200; round++) {
      int inputs = random.between(1, 5);
      Mlp network = random.network(inputs);
      Matrix x = random.gaussianMatrix(random.between(1, 7), inputs);
      Matrix phi = TangentFeatures.of(network, x);
      for (int i = 0; i < x.rows(); i++) {
        assertThat(row(phi, i))
            .as("round %d, sample %d", round, i)
            .containsExactly(NaiveTangentFeatures.gradient(network, row(x, i)), within(1e-12));
      }
    }
  }

  @Test
  void features_severalOutputs_areEachOutputsGradientsOrTheirSum() {
    RandomInputs random = new RandomInputs(8);
    for (int round = 0; round < 200; round++) {
      int inputs = random.between(1, 5);
      int outputs = random.between(1, 4);
      Mlp network = random.perceptron(inputs, outputs);
      Matrix x = random.gaussianMatrix(random.between(1, 7), inputs);
      Matrix each = TangentFeatures.of(network, x);
      Matrix sum = TangentFeatures.of(network, x, OutputReduction.SUM);
      assertThat(each.rows()).isEqualTo(x.rows() * outputs);
      assertThat(sum.rows()).isEqualTo(x.rows());
      for (int i = 0; i < x.rows(); i++) {
        double[] ones = new double[outputs];
        Arrays.fill(ones, 1);
        assertIsGradient(row(sum, i), network, row(x, i), ones);
        for (int output = 0; output < outputs; output++) {
          double[] one = new double[outputs];
          one[output] = 1;
          assertIsGradient(row(each, i * outputs + output), network, row(x, i), one);
        }
      }
    }
  }

  private static void assertIsGradient(double[] row, Mlp network, double[] x, double[] weights) {
    double[] expected = NaiveTangentFeatures.gradient(network, x, weights);
    double scale = Math.max(1, Arrays.stream(expected).map(Math::abs).max().orElseThrow());
    assertThat(row)
        .as("%s", network.activations())
        .containsExactly(expected, within(1e-12 * scale));
  }

  /** The oracle and the measure share their idea of back-propagation; differences do not. */
  @Test
  void features_smallChangeOfAParameter_areTheOutputsSlope() {
    RandomInputs random = new RandomInputs(2);
    double[] first = random.gaussians(12);
    double[] second = random.gaussians(8);
    Matrix x = random.gaussianMatrix(5, 3);
    double h = 1e-6;
    for (Activation hidden : Activation.values()) {
      for (Activation output : Activation.values()) {
        List<Activation> activations = List.of(hidden, output);
        Matrix phi = TangentFeatures.of(network(first, second, activations), x);
        for (int parameter = 0; parameter < first.length; parameter++) {
          double[] more = first.clone();
          double[] less = first.clone();
          more[parameter] += h;
          less[parameter] -= h;
          double[] above = network(more, second, activations).outputs(x);
          double[] below = network(less, second, activations).outputs(x);
          for (int row = 0; row < phi.rows(); row++) {
            assertThat(phi.get(row, parameter))
                .as("%s, row %d, parameter %d", activations, row, parameter)
                .isCloseTo((above[row] - below[row]) / (2 * h), within(1e-7));
          }
        }
      }
    }
  }

  @Test
  void features_reluAtZero_haveSlopeZero() {
    DenseLayer first = DenseLayer.withoutBiases(Matrix.zeros(4, 3));
    DenseLayer second = DenseLayer.withoutBiases(new Matrix(1, 4, new double[] {1, 2, 3, 4}));
    Matrix x = new Matrix(1, 3, new double[] {1, 1, 1});
    assertThat(TangentFeatures.of(new Mlp(List.of(first, second)), x).data()).containsOnly(0);
  }

  @Test
  void norm_knownFeatures_isFrobenius() {
    assertThat(TangentNorm.of(new Matrix(2, 2, new double[] {1, -2, 4, 10}))).isEqualTo(11);
    assertThat(TangentNorm.of(new Matrix(1, 2, new double[] {1, Double.NaN}))).isNaN();
  }

  @Test
  void features_oneParameterNotFinite_areAllNaN() {
    for (double bad : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
      double[] first = new RandomInputs(3).gaussians(12);
      first[5] = bad;
      Matrix phi =
          TangentFeatures.of(
              network(first, new double[] {1, 2, 3, 4}), new RandomInputs(4).gaussianMatrix(2, 3));
      assertThat(phi.data()).containsOnly(Double.NaN);
    }
  }

  @Test
  void features_samplesOfOtherWidth_areRefused() {
    assertThatThrownBy(
            () -> TangentFeatures.of(network(new double[12], new double[4]), Matrix.zeros(2, 4)))
        .hasMessage("a network of 3 inputs got samples of 4");
  }

  @Test
  void network_layersThatDoNotFit_isRefused() {
    DenseLayer first = DenseLayer.withoutBiases(Matrix.zeros(4, 3));
    assertThatThrownBy(() -> new Mlp(List.of(first, DenseLayer.withoutBiases(Matrix.zeros(1, 5)))))
        .hasMessage("layer 1 has 5 inputs, but layer 0 has 4 outputs");
    assertThatThrownBy(() -> new Mlp(List.of(first), List.of()))
        .hasMessage("a network of 1 layers got 0 activations");
    assertThatThrownBy(() -> new Mlp(List.of())).hasMessage("a network needs at least one layer");
    assertThatThrownBy(() -> DenseLayer.of(Matrix.zeros(4, 3), new double[3]))
        .hasMessage("a layer of 4 outputs got 3 biases");
  }

  private static Mlp network(double[] first, double[] second) {
    return new Mlp(
        List.of(
            DenseLayer.of(new Matrix(4, 3, first), new double[] {0.1, 0.2, -0.3, 0.4}),
            DenseLayer.withoutBiases(new Matrix(1, 4, second))));
  }

  private static Mlp network(double[] first, double[] second, List<Activation> activations) {
    return new Mlp(
        List.of(
            DenseLayer.of(new Matrix(4, 3, first), new double[] {0.1, 0.2, -0.3, 0.4}),
            DenseLayer.withoutBiases(new Matrix(2, 4, second))),
        activations);
  }

  private static double[] row(Matrix matrix, int row) {
    return Arrays.copyOfRange(matrix.data(), row * matrix.columns(), (row + 1) * matrix.columns());
  }
}
