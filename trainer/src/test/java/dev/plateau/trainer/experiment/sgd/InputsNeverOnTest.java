package dev.plateau.trainer.experiment.sgd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.random.RandomStream;
import dev.plateau.trainer.probe.Matrix;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Proposition 5 of Beneventano, Pinto, Poggio (2024): weights of inputs that are 0 in every sample,
 * as the pixels in MNIST's corners, never get a gradient. So they stay as they are to the bit, with
 * any activation, batch size and clipping; weight decay alone shrinks them, as (1 − ηλ)ᵗ.
 */
class InputsNeverOnTest {
  private static final int SIZE = 20;
  private static final int INPUTS = 5;
  private static final int[] OFF = {1, 4};
  private static final int HIDDEN = 6;
  private static final int STEPS = 60;
  private static final double LEARNING_RATE = 0.1;
  private static final double CLIP_NORM = 1;

  private final Random random = RandomStream.of(9, "inputs never on");

  @ParameterizedTest
  @CsvSource({"RELU, 3", "RELU, 20", "IDENTITY, 1", "IDENTITY, 20", "TANH, 7"})
  void weightsOfInputsNeverOn_withoutDecay_stayToTheBit(Activation activation, int batchSize) {
    Perceptron perceptron = perceptron(activation);
    double[] before = weights(perceptron, OFF);
    double[] others = weights(perceptron, 0, 2, 3);
    train(perceptron, batchSize, 0);
    assertThat(weights(perceptron, OFF)).containsExactly(before);
    assertThat(weights(perceptron, 0, 2, 3)).isNotEqualTo(others);
  }

  @ParameterizedTest
  @CsvSource({"RELU, 3", "IDENTITY, 20"})
  void weightsOfInputsNeverOn_withDecay_shrinkByTheDecayAlone(
      Activation activation, int batchSize) {
    double decay = 0.05;
    Perceptron perceptron = perceptron(activation);
    double[] before = weights(perceptron, OFF);
    train(perceptron, batchSize, decay);
    double[] after = weights(perceptron, OFF);
    for (int i = 0; i < before.length; i++) {
      assertThat(after[i] / before[i])
          .isCloseTo(Math.pow(1 - LEARNING_RATE * decay, STEPS), within(1e-13));
    }
  }

  private Perceptron perceptron(Activation activation) {
    Perceptron perceptron =
        new Perceptron(
            new int[] {INPUTS, HIDDEN, 1}, activation, true, WarmUpDecay.constant(LEARNING_RATE));
    perceptron.weights(
        0, new Matrix(HIDDEN, INPUTS, RandomStream.gaussians(random, HIDDEN * INPUTS)));
    perceptron.weights(1, new Matrix(1, HIDDEN, RandomStream.gaussians(random, HIDDEN)));
    perceptron.biases(0, RandomStream.gaussians(random, HIDDEN));
    return perceptron;
  }

  private void train(Perceptron perceptron, int batchSize, double decay) {
    double[] x = RandomStream.gaussians(random, SIZE * INPUTS);
    for (int sample = 0; sample < SIZE; sample++) {
      for (int off : OFF) {
        x[sample * INPUTS + off] = 0;
      }
    }
    Samples samples =
        new Samples(new Matrix(SIZE, INPUTS, x), RandomStream.gaussians(random, SIZE));
    Batches batches =
        batchSize == SIZE
            ? new FullBatches(MiniBatch.ofAll(samples))
            : new Epochs(samples, batchSize, RandomStream.of(9, "order"));
    SgdSteps sgd = new SgdSteps(perceptron.network(), CLIP_NORM, decay);
    for (int step = 0; step < STEPS; step++) {
      sgd.take(batches.next());
    }
  }

  private static double[] weights(Perceptron perceptron, int... inputs) {
    INDArray layer = perceptron.network().getParam("0_W");
    return Arrays.stream(inputs)
        .boxed()
        .flatMapToDouble(in -> Arrays.stream(layer.getRow(in).dup().data().asDouble()))
        .toArray();
  }
}
