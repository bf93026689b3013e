package dev.plateau.trainer.experiment.largesteps.quadratic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Prop. 2 and 3 of Andriushchenko et al. (2023) on every iterate, for step sizes over the whole
 * admitted interval, several targets, distributions of inputs, starts and orders of samples.
 */
class PeriodTwoTest {
  private static final int STEPS = 2_000;
  private static final int ROUNDS = 25;

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.05, 0.3, 0.5, 0.9, 0.999})
  void iterates_sgdAnyDistribution_areInTheIntervalsFromTheFirstOn(double share) {
    Random random = new Random(Double.hashCode(share));
    for (int round = 0; round < ROUNDS; round++) {
      double[] inputs = inputs(round % 3, random);
      double target = Math.exp(random.nextGaussian());
      double rate = rate(share, target, inputs);
      double start = target * (0.05 + 1.1 * random.nextDouble());
      QuadraticNetwork network = new QuadraticNetwork(target, inputs, start);
      assertPropositions(network, target, inputs, rate, random);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.5, 0.999})
  void iterates_gradientDescent_areInTheIntervalsFromTheFirstOn(double share) {
    Random random = new Random(Double.hashCode(share) + 1L);
    for (int round = 0; round < ROUNDS; round++) {
      double[] inputs = inputs(round % 3, random);
      double target = Math.exp(random.nextGaussian());
      QuadraticNetwork network = new QuadraticNetwork(target, inputs, 0.3 * target);
      assertPropositions(network, target, inputs, rate(share, target, inputs), null);
    }
  }

  @Test
  void loss_anyInputs_isTheNaiveMeanAndItsStepsFollowItsSlope() {
    double[] inputs = {1, 1.02, 1.05};
    double theta = 0.8;
    QuadraticNetwork network = new QuadraticNetwork(1.3, inputs, theta);
    DoubleUnaryOperator loss =
        at ->
            Arrays.stream(inputs).map(x -> Math.pow(x * 1.3 * 1.3 - x * at * at, 2) / 4).sum() / 3;
    assertThat(network.fullLoss()).isCloseTo(loss.applyAsDouble(theta), within(1e-14));
    assertThat((network.loss(0) + network.loss(1) + network.loss(2)) / 3)
        .isCloseTo(network.fullLoss(), within(1e-14));
    double slope = (loss.applyAsDouble(theta + 1e-6) - loss.applyAsDouble(theta - 1e-6)) / 2e-6;
    network.step(0.1);
    assertThat(network.theta()).isCloseTo(theta - 0.1 * slope, within(1e-9));
    QuadraticNetwork alone = new QuadraticNetwork(1.3, new double[] {1.02}, theta);
    alone.step(0.1);
    QuadraticNetwork one = new QuadraticNetwork(1.3, inputs, theta);
    one.step(1, 0.1);
    assertThat(one.theta()).isEqualTo(alone.theta());
  }

  /** What breaks the propositions is not counted as inside. */
  @Test
  void visit_iterateOutside_lowersTheShare() {
    PeriodTwo period = new PeriodTwo(1, 0.02, 1);
    period.visit(0, 0.3, 0.2); // before T
    assertThat(period.hasBegun()).isFalse();
    assertThat(period.insideShare()).isNaN();
    period.visit(1, 0.8, 0.1); // T, below
    period.visit(2, 1.1, 0.1);
    assertThat(period.insideShare()).isEqualTo(1);
    period.visit(3, 1.1, 0.1); // above, where below is due
    assertThat(period.insideShare()).isEqualTo(2 / 3.0);
    period.visit(4, 1.1, 0.18); // F too large
    period.visit(5, 0.8, 1e-5); // F too small
    period.visit(6, 1.2, 0.1); // too far above
    period.visit(7, 0.7, 0.1);
    assertThat(period.insideShare()).isEqualTo(3 / 7.0);
    assertThat(period.since()).isEqualTo(1);
    assertThat(period.below()).isEqualTo(3);
    assertThat(period.above()).isEqualTo(3);
  }

  /** The statement itself, iterate by iterate, beside what {@link PeriodTwo} says of it. */
  private static void assertPropositions(
      QuadraticNetwork network,
      double target,
      double[] inputs,
      double rate,
      @Nullable Random order) {
    double least = Arrays.stream(inputs).min().orElseThrow();
    double epsilon = Math.min((rate * Math.pow(target * least, 2) - 1) / 3, 0.02);
    double scale =
        Arrays.stream(inputs).map(x -> x * x).average().orElseThrow() * Math.pow(target, 4);
    PeriodTwo period =
        new PeriodTwo(target, PeriodTwo.epsilon(rate, target, least), network.meanSquare());
    int since = -1;
    for (int step = 0; step < STEPS; step++) {
      double theta = network.theta() / target;
      period.visit(step, network.theta(), network.fullLoss());
      boolean isBelow = theta > 0.65 && theta < 1 - epsilon;
      since = since < 0 && isBelow ? step : since;
      if (since >= 0) {
        if ((step - since) % 2 == 0) {
          assertThat(theta).isGreaterThan(0.65).isLessThan(1 - epsilon);
        } else {
          assertThat(theta).isGreaterThan(1 + epsilon).isLessThan(1.162);
        }
        assertThat(network.fullLoss())
            .isGreaterThan(epsilon * epsilon * Math.pow(1 - epsilon / 2, 2) * scale)
            .isLessThan(0.17 * scale);
      }
      if (order == null) {
        network.step(rate);
      } else {
        network.step(order.nextInt(inputs.length), rate);
      }
    }
    assertThat(since).isBetween(0, 1000);
    assertThat(period.since()).isEqualTo(since);
    assertThat(period.insideShare()).isEqualTo(1);
    assertThat(period.below() + period.above()).isEqualTo(STEPS - since);
  }

  private static double rate(double share, double target, double[] inputs) {
    double from = 1 / Math.pow(target * Arrays.stream(inputs).min().orElseThrow(), 2);
    double to = 1.25 / Math.pow(target * Arrays.stream(inputs).max().orElseThrow(), 2);
    return from + share * (to - from);
  }

  /** Uniform, at two ends only, or one far from many, all within a factor of 1.1. */
  private static double[] inputs(int distribution, Random random) {
    double least = Math.exp(random.nextGaussian());
    double[] inputs = new double[11];
    for (int i = 0; i < inputs.length; i++) {
      double place =
          switch (distribution) {
            case 0 -> random.nextDouble();
            case 1 -> i % 2;
            default -> i == 0 ? 1 : 0.01 * random.nextDouble();
          };
      inputs[i] = least * (1 + 0.1 * place);
    }
    return inputs;
  }
}
