package dev.plateau.trainer.experiment.sgd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Proposition 3 of Beneventano, Pinto, Poggio (2024): with weight decay λ the irrelevant weights
 * shrink exponentially under gradient descent. A step on uncorrelated inputs is W ← (1 − ηλ)W −
 * ηAWΛ with A = W̃ᵀW̃ and the covariance Λ, both positive semi-definite: each eigenvalue of this
 * map is 1 − ηλ − ηαμ with α of A, μ of Λ. So ‖W₁irr‖ shrinks by 1 − ηλ at least at every step
 * where ηαμ ≤ 2(1 − ηλ) for the greatest α = ‖W̃‖² and μ; no clipping, which would hold back the
 * gradient alone.
 */
class DecayedIrrelevantWeightsTest {
  private static final int STEPS = 400;
  private static final double LEARNING_RATE = 0.05;
  private static final double DECAY = 0.1;
  private static final double SHRINKING = 1 - LEARNING_RATE * DECAY;

  @Test
  void gradientDescent_withDecay_shrinksIrrelevantWeightsAtEveryStep() {
    LinearTrainee network =
        new LinearTrainee(new int[] {OrthogonalSamples.INPUTS, 3, 1}, LEARNING_RATE, DECAY, 1);
    Batches batches = new FullBatches(MiniBatch.ofAll(OrthogonalSamples.samples()));
    double first = norm(network);
    double before = first;
    for (int step = 0; step < STEPS; step++) {
      double alpha = DoubleStream.of(network.upperProduct()).map(w -> w * w).sum();
      assertThat(LEARNING_RATE * alpha * greatestEigenvalue())
          .as("the rate's condition before step %d", step)
          .isLessThanOrEqualTo(2 * SHRINKING);
      network.step(batches.next());
      double after = norm(network);
      assertThat(after)
          .as("norm after step %d", step)
          .isLessThanOrEqualTo(SHRINKING * before * (1 + 1e-12));
      before = after;
    }
    assertThat(before).isLessThanOrEqualTo(Math.pow(SHRINKING, STEPS) * first).isPositive();
  }

  /** Without it they stay at what is left when the network fits. */
  @Test
  void gradientDescent_withoutDecay_doesNotShrinkThemExponentially() {
    LinearTrainee network =
        new LinearTrainee(new int[] {OrthogonalSamples.INPUTS, 3, 1}, LEARNING_RATE, 0, 1);
    Batches batches = new FullBatches(MiniBatch.ofAll(OrthogonalSamples.samples()));
    double first = norm(network);
    for (int step = 0; step < STEPS; step++) {
      network.step(batches.next());
    }
    assertThat(norm(network)).isGreaterThan(Math.pow(SHRINKING, STEPS) * first);
  }

  private static double norm(LinearTrainee network) {
    return Math.sqrt(
        Stream.of(network.firstLayerFrom(OrthogonalSamples.RELEVANT))
            .flatMapToDouble(DoubleStream::of)
            .map(w -> w * w)
            .sum());
  }

  /** Of the symmetric 2 × 2 matrix Λ. */
  private static double greatestEigenvalue() {
    double[][] covariance = OrthogonalSamples.irrelevantCovariance();
    double middle = (covariance[0][0] + covariance[1][1]) / 2;
    double half = (covariance[0][0] - covariance[1][1]) / 2;
    return middle + Math.hypot(half, covariance[0][1]);
  }
}
