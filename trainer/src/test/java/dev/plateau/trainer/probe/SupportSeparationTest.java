package dev.plateau.trainer.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SupportSeparationTest {
  @Test
  void separation_anyNorms_isTheNaiveRatio() {
    RandomInputs random = new RandomInputs(25);
    InputSet irrelevant = InputSet.of(6, 5, 0, 2);
    for (int round = 0; round < 50; round++) {
      double[] norms = Arrays.stream(random.gaussians(6)).map(Math::abs).toArray();
      double expected =
          Math.min(norms[1], Math.min(norms[3], norms[4]))
              / Math.max(norms[5], Math.max(norms[0], norms[2]));
      assertThat(new SupportSeparation(irrelevant).of(norms)).isEqualTo(expected);
    }
  }

  @Test
  void separation_zerosAndNaN_followDivision() {
    assertThat(separation(0, 2)).isInfinite();
    assertThat(separation(0, 0)).isNaN();
    assertThat(separation(3, 0)).isZero();
    assertThat(separation(Double.NaN, 1)).isNaN();
    assertThat(separation(1, Double.NaN)).isNaN();
  }

  private static double separation(double irrelevant, double relevant) {
    return new SupportSeparation(InputSet.of(2, 0)).of(new double[] {irrelevant, relevant});
  }

  @Test
  void separation_whatDoesNotFit_isRefused() {
    assertThatThrownBy(() -> new SupportSeparation(InputSet.of(3)))
        .hasMessage(
            "a separation needs relevant and irrelevant inputs, got 0 irrelevant ones of 3");
    assertThatThrownBy(() -> new SupportSeparation(InputSet.of(2, 0, 1)))
        .hasMessage(
            "a separation needs relevant and irrelevant inputs, got 2 irrelevant ones of 2");
    assertThatThrownBy(() -> new SupportSeparation(InputSet.of(2, 0)).of(new double[3]))
        .hasMessage("a separation of 2 inputs got 3 column norms");
  }

  @Test
  void sustained_windowFull_isTheFirstStepOfTheWindow() {
    assertThat(step(3, 0, 11, 12, 13)).isEqualTo(OptionalLong.of(10));
    assertThat(step(3, 11, 12)).isEmpty();
    assertThat(step(1, 5, 11)).isEqualTo(OptionalLong.of(10));
    assertThat(step(2, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY))
        .isEqualTo(OptionalLong.of(0));
  }

  @Test
  void sustained_separationLostBeforeTheWindowIsFull_beginsAnew() {
    assertThat(step(3, 11, 12, 10, 13, 14, 15)).isEqualTo(OptionalLong.of(30));
    assertThat(step(3, 11, 12, Double.NaN, 13, 14, 15)).isEqualTo(OptionalLong.of(30));
    assertThat(step(3, 11, 12, 9, 13, 14)).isEmpty();
  }

  @Test
  void sustained_separationLostAfterwards_staysWhereItWas() {
    assertThat(step(2, 11, 12, 1, 1, 11, 12, 13)).isEqualTo(OptionalLong.of(0));
  }

  @Test
  void sustained_anyRatios_isTheNaiveFirstWindow() {
    RandomInputs random = new RandomInputs(26);
    int found = 0;
    for (int round = 0; round < 300; round++) {
      double[] ratios = new double[random.between(1, 15)];
      Arrays.setAll(ratios, i -> random.between(8, 13));
      OptionalLong expected = OptionalLong.empty();
      for (int first = ratios.length - 3; first >= 0; first--) {
        if (ratios[first] > 10 && ratios[first + 1] > 10 && ratios[first + 2] > 10) {
          expected = OptionalLong.of(first * 10L);
        }
      }
      assertThat(step(3, ratios)).as(Arrays.toString(ratios)).isEqualTo(expected);
      found += expected.isPresent() ? 1 : 0;
    }
    assertThat(found).isBetween(50, 250);
  }

  private static OptionalLong step(int window, double... ratios) {
    SustainedSeparation state = SustainedSeparation.above(10, window);
    for (int i = 0; i < ratios.length; i++) {
      state = state.observe(i * 10L, ratios[i]);
    }
    return state.step();
  }

  @Test
  void sustained_whatDoesNotFit_isRefused() {
    assertThatThrownBy(() -> SustainedSeparation.above(0.5, 3))
        .hasMessage("a support is separated by a finite factor >= 1, got 0.5");
    assertThatThrownBy(() -> SustainedSeparation.above(10, 0))
        .hasMessage("a separation's window must be >= 1 observations, got 0");
  }
}
