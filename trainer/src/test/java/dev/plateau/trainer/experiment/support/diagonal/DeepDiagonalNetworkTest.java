package dev.plateau.trainer.experiment.support.diagonal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.trainer.experiment.random.RandomStream;
import dev.plateau.trainer.experiment.random.SampleOrder;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeepDiagonalNetworkTest {
  private static final double LEARNING_RATE = 0.05;

  @ParameterizedTest
  @CsvSource({"2, false", "3, false", "4, false", "2, true", "3, true", "4, true"})
  void step_allSamples_isThatOfANaiveNetwork(int depth, boolean isRelu) {
    DiagonalTask task = task(isRelu);
    DeepDiagonalNetwork network = new DeepDiagonalNetwork(task, weights(task, depth));
    NaiveDiagonalNetwork naive = new NaiveDiagonalNetwork(task, weights(task, depth));
    int[] all = IntStream.range(0, task.size()).toArray();
    for (int step = 0; step < 20; step++) {
      assertThat(network.step(LEARNING_RATE))
          .isCloseTo(naive.step(all, LEARNING_RATE), within(1e-12));
      assertSameWeights(network, naive, task);
    }
  }

  @ParameterizedTest
  @CsvSource({"2, false, 1", "3, false, 8", "2, true, 1", "4, true, 8"})
  void step_batches_isThatOfANaiveNetwork(int depth, boolean isRelu, int batchSize) {
    DiagonalTask task = task(isRelu);
    DeepDiagonalNetwork network = new DeepDiagonalNetwork(task, weights(task, depth));
    NaiveDiagonalNetwork naive = new NaiveDiagonalNetwork(task, weights(task, depth));
    SampleOrder order = new SampleOrder(task.size(), RandomStream.of(5, "order"));
    SampleOrder same = new SampleOrder(task.size(), RandomStream.of(5, "order"));
    for (int step = 0; step < 50; step++) {
      int[] batch = new int[batchSize];
      Arrays.setAll(batch, i -> same.next());
      assertThat(network.step(order, batchSize, LEARNING_RATE))
          .isCloseTo(naive.step(batch, LEARNING_RATE), within(1e-11));
      assertSameWeights(network, naive, task);
    }
  }

  /**
   * The closed form of a step: the difference of two squares times 1 − (η·g·product of the
   * others)².
   */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void step_allSamples_keepsTheOrderOfTheLayersAsTheClosedFormHasIt(int depth) {
    DiagonalTask task = task(false);
    DeepDiagonalNetwork network = new DeepDiagonalNetwork(task, weights(task, depth));
    int input = 2;
    double above = network.weight(1, input);
    double here = network.weight(0, input);
    double before = network.imbalance(0, input);
    network.step(LEARNING_RATE);
    // The first layer moves by η·g times the product of all others, the second among them.
    double step = (here - network.weight(0, input)) / above;
    assertThat(network.imbalance(0, input)).isCloseTo(before * (1 - step * step), within(1e-12));
    assertThat(step).isNotZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void step_reluWithALayerBetweenBelowZero_leavesThatCoordinate(int depth) {
    DiagonalTask task = task(true);
    double[][] weights = weights(task, depth);
    weights[1][2] = -0.4;
    DeepDiagonalNetwork network = new DeepDiagonalNetwork(task, weights);
    double first = network.weight(0, 2);
    network.step(LEARNING_RATE);
    assertThat(network.weight(0, 2)).isEqualTo(first);
    assertThat(network.weight(1, 2)).isEqualTo(-0.4);
    assertThat(network.weight(0, 1)).isNotEqualTo(weights(task, depth)[0][1]);
  }

  private static DiagonalTask task(boolean isRelu) {
    return DiagonalTask.of(2, 16, 2, 2, 0.5, isRelu);
  }

  /** Different in all layers; the first and the last have both signs. */
  private static double[][] weights(DiagonalTask task, int depth) {
    double[][] weights = DiagonalTrajectories.independentWeights(task, depth, weightsOf(7));
    weights[0][1] *= -1;
    weights[depth - 1][3] *= -1;
    return weights;
  }

  private static RandomStream weightsOf(long seed) {
    return RandomStream.of(seed, "weights");
  }

  private static void assertSameWeights(
      DeepDiagonalNetwork network, NaiveDiagonalNetwork naive, DiagonalTask task) {
    for (int layer = 0; layer < network.depth(); layer++) {
      for (int j = 0; j < task.inputs(); j++) {
        assertThat(network.weight(layer, j)).isCloseTo(naive.weight(layer, j), within(1e-11));
      }
    }
  }
}
