package dev.plateau.trainer.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DiagonalTangentNormsTest {
  @Test
  void norms_anyWeights_areThoseOfTheFeaturesThatNobodyForms() {
    RandomInputs random = new RandomInputs(72);
    for (int round = 0; round < 50; round++) {
      int d = random.between(1, 8);
      double[] u = random.gaussians(d);
      double[] v = random.gaussians(d);
      Matrix x = random.gaussianMatrix(random.between(1, 9), d);
      Matrix phi = DiagonalTangentFeatures.of(u, v, x);
      DiagonalTangentNorms norms = new DiagonalTangentNorms(x);
      assertThat(norms.frobenius(u, v)).isCloseTo(TangentNorm.of(phi), withPercentage(1e-11));
      assertThat(norms.meanColumn(u, v))
          .isCloseTo(
              Arrays.stream(ColumnNorms.of(phi)).average().orElseThrow(), withPercentage(1e-11));
    }
  }

  @Test
  void norms_notANumberOrOtherLengths_areNaNOrRefused() {
    DiagonalTangentNorms norms = new DiagonalTangentNorms(Matrix.zeros(3, 2));
    double[] broken = {1, Double.NaN};
    assertThat(norms.frobenius(new double[2], broken)).isNaN();
    assertThat(norms.meanColumn(broken, new double[2])).isNaN();
    assertThatThrownBy(() -> norms.frobenius(new double[2], new double[3]))
        .hasMessage("samples of 2 inputs do not fit u of 2 and v of 3");
  }
}
