package dev.plateau.trainer.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BalancednessTest {
  @Test
  void balancedness_anyWeights_isTheNaiveNormOfDifferencesOfSizes() {
    RandomInputs random = new RandomInputs(28);
    for (int round = 0; round < 50; round++) {
      int d = random.between(1, 9);
      double[] u = random.gaussians(d);
      double[] v = random.gaussians(d);
      double expected = 0;
      for (int j = 0; j < d; j++) {
        double smaller = Math.min(Math.abs(u[j]), Math.abs(v[j]));
        expected = Math.hypot(expected, Math.max(Math.abs(u[j]), Math.abs(v[j])) - smaller);
      }
      assertThat(Balancedness.of(u, v)).isCloseTo(expected, within(1e-13));
    }
  }

  @Test
  void balancedness_signs_makeNoDifference() {
    assertThat(Balancedness.of(new double[] {1, -2}, new double[] {-1, 2})).isZero();
    assertThat(Balancedness.of(new double[] {-3, 0}, new double[] {0, 4})).isEqualTo(5);
  }

  @Test
  void balancedness_notANumberOrOtherLengths_isNaNOrRefused() {
    assertThat(Balancedness.of(new double[] {1, Double.NaN}, new double[] {1, 2})).isNaN();
    assertThatThrownBy(() -> Balancedness.of(new double[2], new double[3]))
        .hasMessage("u has 2 coordinates, but v has 3");
  }

  @Test
  void distance_vectors_isTheNaiveOne() {
    assertThat(EuclideanDistance.between(new double[] {1, 2, -1}, new double[] {1, -1, 3}))
        .isEqualTo(5);
    assertThat(EuclideanDistance.between(new double[0], new double[0])).isZero();
    assertThat(EuclideanDistance.between(new double[] {1, 2}, new double[] {1, Double.NaN}))
        .isNaN();
    assertThatThrownBy(() -> EuclideanDistance.between(new double[2], new double[3]))
        .hasMessage("there is no distance between 2 and 3 numbers");
  }
}
