package dev.plateau.trainer.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PredictorNonzerosTest {
  @Test
  void nonzeros_productsAroundTheThreshold_areCountedAboveIt() {
    double[] u = {1, 0.9e-25, -1e-25, 1e-30, 0, Double.POSITIVE_INFINITY};
    double[] v = {-1, 1e-25, 2e-25, 1e-30, 5, 1};
    assertThat(PredictorNonzeros.of(u, v)).isEqualTo(3);
    assertThat(PredictorNonzeros.of(new double[7], new double[7])).isZero();
  }

  @Test
  void nonzeros_productNotANumber_isNaN() {
    assertThat(PredictorNonzeros.of(new double[] {1, 0}, new double[] {1, Double.NaN})).isNaN();
    assertThat(
            PredictorNonzeros.of(new double[] {1, 0}, new double[] {1, Double.POSITIVE_INFINITY}))
        .isNaN();
  }

  @Test
  void nonzeros_otherLengths_areRefused() {
    assertThatThrownBy(() -> PredictorNonzeros.of(new double[2], new double[3]))
        .hasMessage("u has 2 coordinates, but v has 3");
  }
}
