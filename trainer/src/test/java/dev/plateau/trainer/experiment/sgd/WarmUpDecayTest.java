package dev.plateau.trainer.experiment.sgd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarmUpDecayTest {
  /** Rates that the paper's own code took, to the four digits recorded of them. */
  @ParameterizedTest
  @CsvSource({
    "0, 0.04",
    "1, 0.042",
    "2, 0.04283",
    "3, 0.04346",
    "498, 0.08463",
    "994, 0.1031",
    "998, 0.1032",
    "1000, 0.0295",
    "10000, 0.0295"
  })
  void valueAt_settingOfFigure5_isThePapersOwn(int step, double expected) {
    WarmUpDecay rate = new WarmUpDecay(0.04, 6, 0.5, 0.1, 3.5, 1).over(10_001);
    assertThat(rate.valueAt(step, 0)).isCloseTo(expected, within(expected * 1e-3));
  }

  @Test
  void constant_anyStep_isItsRate() {
    WarmUpDecay rate = WarmUpDecay.constant(0.011).scaled(2).over(100);
    assertThat(rate.valueAt(0, 0)).isEqualTo(0.022);
    assertThat(rate.valueAt(99, 3)).isEqualTo(0.022);
  }

  @Test
  void warmedUpTo_anotherFactor_changesTheRiseAndNothingElse() {
    WarmUpDecay rate = new WarmUpDecay(0.1, 3, 1, 0.5, 4, 100).warmedUpTo(5);
    assertThat(rate.valueAt(0, 0)).isEqualTo(0.1);
    assertThat(rate.valueAt(25, 0)).isCloseTo(0.1 * (1 + 4 * 0.25), within(1e-15));
    assertThat(rate.valueAt(50, 0)).isCloseTo(0.1 * (1 + 4 * 0.5) / 4, within(1e-15));
  }
}
