package dev.plateau.trainer.experiment.support.diagonal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiagonalTaskTest {
  private static final int POINTS = 64;
  private static final int RELEVANT = 2;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void of_irrelevantInputs_areUncorrelatedWithTheLabelWhoseSquareTheyMeet(boolean isRelu) {
    DiagonalTask task = DiagonalTask.of(1, POINTS, RELEVANT, 3, 0.7, isRelu);
    assertThat(task.size()).isEqualTo(2 * POINTS);
    for (int input = RELEVANT; input < task.inputs(); input++) {
      int j = input;
      assertThat(mean(task, i -> task.x(i, j))).isCloseTo(0, within(1e-14));
      assertThat(mean(task, i -> task.x(i, j) * task.x(i, j))).isCloseTo(1, within(1e-14));
      assertThat(mean(task, i -> task.y(i) * task.x(i, j))).isCloseTo(0, within(1e-14));
      assertThat(mean(task, i -> Math.pow(task.y(i) * task.x(i, j), 2))).isGreaterThan(0.1);
      for (int k = 0; k < j; k++) {
        int other = k;
        assertThat(mean(task, i -> task.x(i, other) * task.x(i, j))).isCloseTo(0, within(1e-14));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void of_labels_areTheRelevantInputsWithNoiseBothWays(boolean isRelu) {
    DiagonalTask task = DiagonalTask.of(1, POINTS, RELEVANT, 1, 0.7, isRelu);
    for (int i = 0; i < POINTS; i++) {
      double target = 0;
      for (int j = 0; j < RELEVANT; j++) {
        target += isRelu ? Math.max(task.x(i, j), 0) : task.x(i, j);
        assertThat(task.x(POINTS + i, j)).isEqualTo(task.x(i, j));
      }
      assertThat((task.y(i) + task.y(POINTS + i)) / 2).isCloseTo(target, within(1e-14));
    }
    assertThat(Math.sqrt(mean(task, i -> task.noise(i) * task.noise(i)))).isBetween(0.5, 0.9);
    assertThat(task.meanSquaredNoise())
        .isCloseTo(mean(task, i -> task.noise(i) * task.noise(i)), within(1e-14));
  }

  @Test
  void noiseEnergy_reluColumns_addUpToTheInputs() {
    DiagonalTask task = DiagonalTask.of(1, POINTS, 0, 1, 1, true);
    double whole = mean(task, i -> Math.pow(task.y(i) * task.x(i, 0), 2));
    assertThat(task.noiseEnergy(0) + task.noiseEnergy(1)).isCloseTo(whole, within(1e-12));
    assertThat(task.noiseEnergy(0)).isBetween(0.25 * whole, 0.75 * whole);
  }

  @Test
  void of_fewerPointsThanConditions_saysWhatItTakes() {
    assertThatThrownBy(() -> DiagonalTask.of(1, 8, RELEVANT, 3, 1, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "setting points must be above 8, so that 5 inputs can be uncorrelated, got '8'");
  }

  private static double mean(DiagonalTask task, IntToDoubleFunction value) {
    return IntStream.range(0, task.size()).mapToDouble(value).average().orElseThrow();
  }
}
