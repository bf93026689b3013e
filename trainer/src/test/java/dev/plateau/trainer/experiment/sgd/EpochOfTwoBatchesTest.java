package dev.plateau.trainer.experiment.sgd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.probe.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;

/**
 * Why SGD without replacement shrinks irrelevant weights faster than gradient descent (Theorem 1 of
 * Beneventano, Pinto, Poggio, 2024), for a scalar. Where the rest of the network is frozen and fits
 * the target, a batch B multiplies an irrelevant weight by 1 − ηaλ_B, with a = W̃W̃ᵀ and λ_B the
 * mean of x² over B. An epoch of two batches is B and what it leaves, whose λ is 2λ − λ_B. Averaged
 * over all B it multiplies by (1 − ηaλ)² − η²a²Var(λ_B). Two batches drawn independently multiply
 * by (1 − ηaλ)² alone.
 */
class EpochOfTwoBatchesTest {
  private static final int SIZE = 4;
  private static final double[] X = {1, 2, 3, 0.5};
  private static final double LEARNING_RATE = 0.05;
  private static final double UPPER = 1.5;
  private static final double FIRST = 0.8;
  private static final double A = UPPER * UPPER;

  private final Samples samples = new Samples(new Matrix(SIZE, 1, X), new double[SIZE]);
  private final LinearTrainee network =
      new LinearTrainee(
          new int[] {1, 1, 1},
          Activation.IDENTITY,
          LEARNING_RATE,
          0,
          List.of(new Matrix(1, 1, new double[] {FIRST}), new Matrix(1, 1, new double[] {UPPER})));

  @Test
  void epochWithoutReplacement_averagedOverAllSplits_shrinksByTheVarianceOfBatchesMore() {
    List<int[]> batches = LinearTrainee.choices(SIZE, SIZE / 2);
    double mean = 0;
    double variance = 0;
    for (int[] batch : batches) {
      mean += factor(batch, rest(batch)) / batches.size();
      variance += Math.pow(lambda(batch) - lambda(0, 1, 2, 3), 2) / batches.size();
    }
    double withoutVariance = Math.pow(1 - LEARNING_RATE * A * lambda(0, 1, 2, 3), 2);
    double term = LEARNING_RATE * LEARNING_RATE * A * A * variance;
    assertThat(mean).isCloseTo(withoutVariance - term, within(1e-13));
    assertThat(term).as("not lost in rounding").isGreaterThan(1e-2);
  }

  @Test
  void twoBatchesWithReplacement_averagedOverAllDraws_haveNoSuchTerm() {
    List<int[]> batches = new ArrayList<>();
    for (int first = 0; first < SIZE; first++) {
      for (int second = 0; second < SIZE; second++) {
        batches.add(new int[] {first, second});
      }
    }
    double mean = 0;
    for (int[] one : batches) {
      for (int[] other : batches) {
        mean += factor(one, other) / (batches.size() * batches.size());
      }
    }
    assertThat(mean)
        .isCloseTo(Math.pow(1 - LEARNING_RATE * A * lambda(0, 1, 2, 3), 2), within(1e-13));
  }

  /** What two steps, with the upper layer put back after each, multiply the weight by. */
  private double factor(int[] one, int[] other) {
    network.reset();
    network.step(LinearTrainee.batch(samples, one));
    network.reset(1);
    network.step(LinearTrainee.batch(samples, other));
    return network.weight(0, 0, 0) / FIRST;
  }

  private static int[] rest(int[] batch) {
    return IntStream.range(0, SIZE)
        .filter(i -> IntStream.of(batch).noneMatch(chosen -> chosen == i))
        .toArray();
  }

  private static double lambda(int... batch) {
    return IntStream.of(batch).mapToDouble(i -> X[i] * X[i]).average().orElseThrow();
  }
}
