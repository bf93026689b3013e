package dev.plateau.trainer.experiment.sgd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.trainer.experiment.data.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Theorem 1 of Beneventano, Pinto, Poggio (2024), one step of it, on deep linear networks trained
 * on ½(h − y)². With Σ the covariance of relevant and irrelevant inputs, W₁ = [W₁rel W₁irr] and W̃
 * the product of the upper layers, the gradient of W₁irr is W̃ᵀ(W̃W₁rel Σ + W̃W₁irr Λ − E[y
 * xᵀirr]). Where Σ and E[y xᵀirr] are 0 a step of gradient descent gives W₁irr − η(W̃ᵀW̃)W₁irr Λ.
 */
class IrrelevantWeightsStepTest {
  private static final int[] WIDTHS = {OrthogonalSamples.INPUTS, 3, 3, 1};
  private static final double LEARNING_RATE = 0.07;
  private static final double ROUNDING = 1e-13;

  private final Samples samples = OrthogonalSamples.samples();
  private final LinearTrainee network = new LinearTrainee(WIDTHS, LEARNING_RATE, 0, 5);
  private final double[][] before = network.firstLayerFrom(OrthogonalSamples.RELEVANT);
  private final double[][] predicted = predicted();

  private double[][] predicted() {
    double[] upper = network.upperProduct();
    double[][] covariance = OrthogonalSamples.irrelevantCovariance();
    double[][] after = new double[before.length][before[0].length];
    for (int out = 0; out < after.length; out++) {
      for (int in = 0; in < after[out].length; in++) {
        double gradient = 0;
        for (int k = 0; k < upper.length; k++) {
          for (int j = 0; j < covariance.length; j++) {
            gradient += upper[out] * upper[k] * before[k][j] * covariance[j][in];
          }
        }
        after[out][in] = before[out][in] - LEARNING_RATE * gradient;
      }
    }
    return after;
  }

  @Test
  void gradientDescentStep_onUncorrelatedInputs_isTheTheorems() {
    network.step(MiniBatch.ofAll(samples));
    assertEqual(network.firstLayerFrom(OrthogonalSamples.RELEVANT), predicted);
    assertThat(distance(predicted, before)).isGreaterThan(1e-3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void sgdStep_averagedOverAllBatchesOfASize_isGradientDescents(int size) {
    double[][] mean = new double[before.length][before[0].length];
    double farthest = 0;
    List<int[]> batches = LinearTrainee.choices(OrthogonalSamples.SIZE, size);
    for (int[] chosen : batches) {
      network.reset();
      network.step(LinearTrainee.batch(samples, chosen));
      double[][] after = network.firstLayerFrom(OrthogonalSamples.RELEVANT);
      farthest = Math.max(farthest, distance(after, predicted));
      for (int out = 0; out < mean.length; out++) {
        for (int in = 0; in < mean[out].length; in++) {
          mean[out][in] += after[out][in] / batches.size();
        }
      }
    }
    assertEqual(mean, predicted);
    assertThat(farthest).as("single batches do differ").isGreaterThan(1e-3);
  }

  @Test
  void gradientDescentStep_onCorrelatedInputs_isNot() {
    network.step(LinearTrainee.batch(samples, 0, 1, 2, 3, 4, 5, 6));
    assertThat(distance(network.firstLayerFrom(OrthogonalSamples.RELEVANT), predicted))
        .isGreaterThan(1e-3);
  }

  private static void assertEqual(double[][] actual, double[][] expected) {
    for (int out = 0; out < expected.length; out++) {
      assertThat(actual[out]).containsExactly(expected[out], within(ROUNDING));
    }
  }

  private static double distance(double[][] one, double[][] other) {
    double greatest = 0;
    for (int out = 0; out < one.length; out++) {
      for (int in = 0; in < one[out].length; in++) {
        greatest = Math.max(greatest, Math.abs(one[out][in] - other[out][in]));
      }
    }
    return greatest;
  }
}
