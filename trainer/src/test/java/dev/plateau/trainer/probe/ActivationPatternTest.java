package dev.plateau.trainer.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ActivationPatternTest {
  @Test
  void share_anyActivations_isTheNaiveOne() {
    RandomInputs random = new RandomInputs(29);
    for (int round = 0; round < 50; round++) {
      int samples = random.between(1, 20);
      int units = random.between(1, 20);
      Matrix before = random.gaussianMatrix(samples, units);
      Matrix after = random.gaussianMatrix(samples, units);
      int changed = 0;
      for (int sample = 0; sample < samples; sample++) {
        for (int unit = 0; unit < units; unit++) {
          boolean wasOn = before.get(sample, unit) > 0;
          changed += wasOn == after.get(sample, unit) > 0 ? 0 : 1;
        }
      }
      assertThat(share(before, after)).isEqualTo((double) changed / (samples * units));
      assertThat(share(before, before)).isZero();
    }
  }

  @Test
  void share_zeroIsOff_infinityIsOn_NaNIsNaN() {
    assertThat(share(row(0, -1, 2), row(-0.0, 0, Double.POSITIVE_INFINITY))).isZero();
    assertThat(share(row(0, -1, 2, 3), row(1e-300, 0, 0, 4))).isEqualTo(0.5);
    assertThat(share(row(1, 2), row(1, Double.NaN))).isNaN();
    assertThat(share(row(1, Double.NaN), row(1, 1))).isNaN();
  }

  @Test
  void share_whatDoesNotFit_isRefused() {
    assertThatThrownBy(() -> share(row(1, 2), new Matrix(2, 1, new double[2])))
        .hasMessage("patterns of 1 samples x 2 units and of 2 x 1 do not compare");
    assertThatThrownBy(() -> ActivationPattern.of(Matrix.zeros(0, 2)))
        .hasMessage("a 0 x 2 matrix has no activation pattern");
  }

  private static double share(Matrix before, Matrix after) {
    return ActivationPattern.of(before).shareChangedTo(ActivationPattern.of(after));
  }

  private static Matrix row(double... values) {
    return new Matrix(1, values.length, values);
  }
}
