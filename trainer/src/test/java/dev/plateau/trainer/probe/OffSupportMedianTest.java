package dev.plateau.trainer.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OffSupportMedianTest {
  /** Half of the sizes, and no more, are above it; it is one of them. */
  @Test
  void median_anyWeights_hasAsManyOnEitherSide() {
    RandomInputs random = new RandomInputs(76);
    for (int round = 0; round < 50; round++) {
      int d = random.between(2, 12);
      double[] u = random.gaussians(d);
      double[] v = random.gaussians(d);
      double median = OffSupportMedian.of(u, v, InputSet.of(d, 0));
      int below = 0;
      int above = 0;
      for (int j = 1; j < d; j++) {
        double size = Math.abs(u[j] * v[j]);
        below += size < median ? 1 : 0;
        above += size > median ? 1 : 0;
      }
      assertThat(below + above).isEqualTo(d - 2);
      assertThat(above - below).isBetween(0, 1);
    }
  }

  @Test
  void median_nothingOutsideOrNotANumber_isNaN() {
    double[] u = {1, Double.NaN};
    double[] v = {1, 1};
    assertThat(OffSupportMedian.of(u, v, InputSet.of(2, 0))).isNaN();
    assertThat(OffSupportMedian.of(u, v, InputSet.of(2, 1))).isEqualTo(1);
    assertThat(OffSupportMedian.of(v, v, InputSet.of(2, 0, 1))).isNaN();
  }

  @Test
  void median_otherLengths_areRefused() {
    assertThatThrownBy(() -> OffSupportMedian.of(new double[3], new double[2], InputSet.of(3, 0)))
        .hasMessage("a support among 3 inputs does not fit u of 3 and v of 2");
  }
}
