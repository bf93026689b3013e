package dev.plateau.trainer.experiment.support.diagonal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.trainer.experiment.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagonalTrajectoriesTest {
  /** The reason of Prop. 1: of a product that vanishes it is the smallest layer that goes to 0. */
  @ParameterizedTest
  @CsvSource({"2, 1", "3, 2"})
  void step_gradientDescent_findsTheSupportWhereTheFirstLayerWasTheSmallest(
      int depth, int irrelevant) {
    DiagonalTask task = DiagonalTask.of(0, 32, 1, irrelevant, 1, false);
    DiagonalTrajectories trajectories = independent(task, depth, 200, task.size());
    boolean[] isFirstSmallest = new boolean[200];
    for (int i = 0; i < 200; i++) {
      isFirstSmallest[i] = isFirstSmallest(trajectories.network(i), task);
    }
    for (int step = 0; step < 4_000; step++) {
      trajectories.step(0.02);
    }
    int settled = 0;
    for (int i = 0; i < 200; i++) {
      DeepDiagonalNetwork network = trajectories.network(i);
      if (trajectories.isSettled(network)) {
        settled++;
        assertThat(trajectories.isFound(network)).isEqualTo(isFirstSmallest[i]);
      }
    }
    assertThat(settled).isGreaterThan(100);
    assertThat(trajectories.count(trajectories::isFound)).isPositive();
  }

  @Test
  void isFound_oneIrrelevantWeightLeft_isNot() {
    DiagonalTask task = DiagonalTask.of(0, 16, 1, 2, 1, false);
    assertThat(found(task, new double[][] {{1, 9e-4, -9e-4}, {1, 1, 1}})).isTrue();
    assertThat(found(task, new double[][] {{1e-9, 9e-4, -9e-4}, {1, 1, 1}})).isTrue();
    assertThat(found(task, new double[][] {{1, 9e-4, -2e-3}, {1, 1, 1}})).isFalse();
    assertThat(found(task, new double[][] {{1, Double.NaN, 0}, {1, 1, 1}})).isFalse();
  }

  @Test
  void isSettled_eachIrrelevantInputLeftOutByOneLayer_is() {
    DiagonalTask task = DiagonalTask.of(0, 16, 1, 2, 1, false);
    assertThat(settled(task, new double[][] {{1, 9e-4, 1}, {1, 1, -9e-4}})).isTrue();
    assertThat(settled(task, new double[][] {{1e-9, 9e-4, 1}, {1, 1, 1}})).isFalse();
  }

  @Test
  void medians_ofThreeNetworks_areThoseInTheMiddle() {
    DiagonalTask task = DiagonalTask.of(0, 16, 1, 2, 1, false);
    DiagonalTrajectories trajectories =
        new DiagonalTrajectories(
            task,
            List.of(
                new double[][] {{9, 3, 4}, {1, 3, 4}},
                new double[][] {{9, 0, 0}, {1, 1, 2}},
                new double[][] {{9, 30, 40}, {1, 0, 0}}),
            task.size(),
            RandomStream.of(0, "order"));
    assertThat(trajectories.medianNorm(0, 1, 3)).isEqualTo(5);
    // 0, the root of 1 and 16, and that of 900² and 1600².
    assertThat(trajectories.medianImbalance(0, 1, 3)).isCloseTo(Math.sqrt(17), within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void independentWeights_sizesAndSigns_areAsSaid(boolean isRelu) {
    DiagonalTask task = DiagonalTask.of(0, 32, 4, 4, 1, isRelu);
    int negative = 0;
    for (double[] layer :
        DiagonalTrajectories.independentWeights(task, 20, RandomStream.of(1, "weights"))) {
      for (double weight : layer) {
        assertThat(Math.abs(weight)).isBetween(0.5, 1.5);
        negative += weight < 0 ? 1 : 0;
      }
    }
    assertThat(negative).isBetween(isRelu ? 0 : 50, isRelu ? 0 : 110);
  }

  private static DiagonalTrajectories independent(
      DiagonalTask task, int depth, int count, int batchSize) {
    RandomStream random = RandomStream.of(3, "weights");
    List<double[][]> weights = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      weights.add(DiagonalTrajectories.independentWeights(task, depth, random));
    }
    return new DiagonalTrajectories(task, weights, batchSize, RandomStream.of(3, "order"));
  }

  private static boolean isFirstSmallest(DeepDiagonalNetwork network, DiagonalTask task) {
    boolean isFirst = true;
    for (int j = task.relevant(); j < task.inputs(); j++) {
      for (int layer = 1; layer < network.depth(); layer++) {
        isFirst &= Math.abs(network.weight(0, j)) < Math.abs(network.weight(layer, j));
      }
    }
    return isFirst;
  }

  private static boolean found(DiagonalTask task, double[][] weights) {
    DiagonalTrajectories one = one(task, weights);
    return one.isFound(one.network(0));
  }

  private static boolean settled(DiagonalTask task, double[][] weights) {
    DiagonalTrajectories one = one(task, weights);
    return one.isSettled(one.network(0));
  }

  private static DiagonalTrajectories one(DiagonalTask task, double[][] weights) {
    return new DiagonalTrajectories(
        task, List.<double[][]>of(weights), task.size(), RandomStream.of(0, "order"));
  }
}
