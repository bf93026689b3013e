package dev.plateau.collector.reproduce.largesteps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.collector.reproduce.Curve;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

class StableStretchTest {
  private static final StableStretch HALF = new StableStretch(500, 1000);

  private static Curve every10(LongToDoubleFunction value) {
    long[] steps = new long[100];
    double[] values = new double[100];
    for (int i = 0; i < 100; i++) {
      steps[i] = 10L * i;
      values[i] = value.applyAsDouble(steps[i]);
    }
    return new Curve(steps, values);
  }

  @Test
  void plateau_ofATask_endsAtItsDecay() {
    assertThat(StableStretch.of(LargeStepTask.DIAGONAL, LargeStepTask.DIAGONAL.rate("decay-30")))
        .isEqualTo(new StableStretch(30_000, 100_001));
    assertThat(
            StableStretch.of(LargeStepTask.REGRESSION, LargeStepTask.REGRESSION.rate("decay-50")))
        .isEqualTo(new StableStretch(15_811, 31_623));
  }

  @Test
  void level_isTheMedianOfTheSecondHalfUntilTheDecay() {
    Curve curve = every10(step -> step < 250 ? 100 : step <= 500 ? step : 0.5);
    assertThat(HALF.level(curve)).isEqualTo(375);
    assertThat(HALF.fall(curve)).isEqualTo(375 / 0.5);
  }

  @Test
  void drift_ofALevelLossIsOne_ofAFallingOneLess() {
    assertThat(HALF.drift(every10(step -> 0.1))).isEqualTo(1);
    assertThat(HALF.drift(every10(step -> Math.exp(-0.01 * step))))
        .isCloseTo(Math.exp(-1.25), within(0.02));
  }

  @Test
  void shareNearby_countsWhatIsTenTimesAboveOrBelow() {
    assertThat(HALF.shareNearby(every10(step -> 1))).isEqualTo(1);
    double share = HALF.shareNearby(every10(step -> step % 50 == 0 ? 11 : 1));
    assertThat(share).as("6 of 26 are too high").isCloseTo(20 / 26.0, within(1e-12));
    double low = HALF.shareNearby(every10(step -> step % 50 == 0 ? 0.09 : 1));
    assertThat(low).isEqualTo(share);
  }

  @Test
  void plateau_ofNotANumber_isNone() {
    Curve diverged = every10(step -> step < 400 ? 1 : Double.NaN);
    assertThat(HALF.level(diverged)).isNaN();
    assertThat(HALF.drift(diverged)).isNaN();
    assertThat(HALF.shareNearby(diverged)).isZero();
    assertThat(HALF.fall(diverged)).isNaN();
  }
}
