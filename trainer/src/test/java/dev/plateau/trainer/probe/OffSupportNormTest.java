package dev.plateau.trainer.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OffSupportNormTest {
  @Test
  void norm_anyWeights_isTheNaiveOneOfTheOtherProducts() {
    RandomInputs random = new RandomInputs(71);
    for (int round = 0; round < 50; round++) {
      int d = random.between(2, 9);
      double[] u = random.gaussians(d);
      double[] v = random.gaussians(d);
      int relevant = random.between(0, d - 1);
      double expected = Math.abs(u[d - 1] * v[d - 1]);
      double[] whole = u.clone();
      for (int j = 0; j < d; j++) {
        boolean isInside = j < relevant;
        whole[j] = isInside ? 7 : whole[j]; // what is on the support does not count
        expected = isInside || j == d - 1 ? expected : Math.hypot(expected, u[j] * v[j]);
      }
      assertThat(OffSupportNorm.of(whole, v, first(relevant, d)))
          .isCloseTo(expected, within(1e-13));
    }
  }

  @Test
  void norm_allInside_isZeroEvenOfNaN() {
    double[] u = {Double.NaN, 1};
    assertThat(OffSupportNorm.of(u, new double[] {1, 1}, first(2, 2))).isZero();
  }

  @Test
  void norm_notANumberOutside_isNaN() {
    double[] u = {1, Double.NaN};
    assertThat(OffSupportNorm.of(u, new double[] {1, 1}, first(1, 2))).isNaN();
  }

  @Test
  void norm_otherLengths_areRefused() {
    assertThatThrownBy(() -> OffSupportNorm.of(new double[2], new double[3], first(1, 3)))
        .hasMessage("a support among 3 inputs does not fit u of 2 and v of 3");
  }

  private static InputSet first(int count, int inputs) {
    int[] indices = new int[count];
    for (int j = 0; j < count; j++) {
      indices[j] = j;
    }
    return InputSet.of(inputs, indices);
  }
}
