package dev.plateau.trainer.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.trainer.probe.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** NumPy's own numbers: the first of the legacy generator, and whole data sets of the paper. */
class NumpyGaussiansTest {
  @Test
  void next_seedZero_beginsAsNumpyDoes() {
    assertThat(new NumpyGaussians(0).next(5))
        .containsExactly(
            new double[] {
              1.764052345967664,
              0.4001572083672233,
              0.9787379841057392,
              2.240893199201458,
              1.8675579901499675
            },
            within(1e-15));
  }

  @ParameterizedTest
  @CsvSource({"diagonal, 80, 200, 20", "diagonal-gd, 40, 100, 20"})
  void ofNumpy_seedZero_isWhatThePaperShips(String name, int samples, int inputs, int relevant) {
    DiagonalSize size = new DiagonalSize(name, samples, inputs, relevant);
    DiagonalData shipped = DiagonalData.of(size, 0);
    DiagonalData drawn = DiagonalData.ofNumpy(size, 0);
    assertThat(largestDifference(drawn.training().x(), shipped.training().x())).isLessThan(1e-14);
    assertThat(drawn.training().y()).containsExactly(shipped.training().y(), within(1e-13));
    // Test inputs are shipped as float32.
    assertThat(largestDifference(drawn.test().x(), shipped.test().x())).isBetween(1e-8, 3e-7);
    assertThat(drawn.rootOfTruth()).containsExactly(shipped.rootOfTruth(), within(1e-14));
  }

  private static double largestDifference(Matrix a, Matrix b) {
    assertThat(a).hasToString(b.toString());
    double largest = 0;
    for (int k = 0; k < a.data().length; k++) {
      largest = Math.max(largest, Math.abs(a.data()[k] - b.data()[k]));
    }
    return largest;
  }
}
