package dev.plateau.trainer.experiment.sgd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.probe.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;

/**
 * Theorem 1 of Beneventano, Pinto, Poggio (2024) is about linear networks; on ReLU networks it is
 * wrong (its App. J). The smallest counterexample: three samples (x₁, x₂) = (1, 1), (−1, 1), (0,
 * −2) with y = x₁, so that all is centred and both E[x₁x₂] and E[yx₂] are 0, and one neuron h =
 * relu(w₁x₁ + w₂x₂) at (½, 0). By the theorem w₂ stays at 0, as it does in the linear network. But
 * the neuron sees the first sample only, where x₁ and x₂ are one: w₂ gets w₁'s gradient, grows, and
 * is kept for ever at (¾, ¼), where h = y on the first sample and the neuron is off on the others.
 *
 * <p>Two samples are too few: inputs that are centred on them are multiples of each other.
 */
class ReluCounterexampleTest {
  private static final double LEARNING_RATE = 0.3;
  private static final Samples SAMPLES =
      new Samples(new Matrix(3, 2, new double[] {1, 1, -1, 1, 0, -2}), new double[] {1, -1, 0});

  private final MiniBatch all = MiniBatch.ofAll(SAMPLES);

  private static LinearTrainee network(Activation activation) {
    return new LinearTrainee(
        new int[] {2, 1, 1},
        activation,
        LEARNING_RATE,
        0,
        List.of(new Matrix(1, 2, new double[] {0.5, 0}), new Matrix(1, 1, new double[] {1})));
  }

  @Test
  void irrelevantWeightOfLinearNeuron_atZero_staysThere() {
    LinearTrainee linear = network(Activation.IDENTITY);
    for (int step = 0; step < 200; step++) {
      linear.step(all);
      assertThat(linear.weight(0, 0, 1)).isCloseTo(0, within(1e-15));
    }
    assertThat(linear.weight(0, 0, 0) * linear.weight(1, 0, 0)).isCloseTo(1, within(1e-9));
  }

  @Test
  void irrelevantWeightOfReluNeuron_atZero_getsAGradient() {
    LinearTrainee relu = network(Activation.RELU);
    relu.step(all);
    double error = -0.5;
    double gradient = error * 1 * 1 / 3;
    assertThat(relu.weight(0, 0, 1)).isCloseTo(-LEARNING_RATE * gradient, within(1e-15));
    assertThat(relu.weight(0, 0, 0)).isCloseTo(0.5 - LEARNING_RATE * gradient, within(1e-15));
  }

  @Test
  void irrelevantWeightOfReluNeuron_withUpperLayerFrozen_isKeptForEver() {
    LinearTrainee relu = network(Activation.RELU);
    for (int step = 0; step < 400; step++) {
      relu.step(all);
      relu.reset(1);
    }
    assertThat(relu.weight(0, 0, 0)).isCloseTo(0.75, within(1e-12));
    assertThat(relu.weight(0, 0, 1)).isCloseTo(0.25, within(1e-12));
  }
}
