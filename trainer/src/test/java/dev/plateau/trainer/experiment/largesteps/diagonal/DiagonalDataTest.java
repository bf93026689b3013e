package dev.plateau.trainer.experiment.largesteps.diagonal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.trainer.probe.Matrix;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Reference data and generated data keep the same laws; generated data come from their seed alone,
 * and NumPy's numbers make whole data sets of the paper.
 */
class DiagonalDataTest {
  @ParameterizedTest
  @CsvSource({
    "diagonal, 80, 200, 0",
    "diagonal, 80, 200, 1",
    "diagonal, 80, 200, 2",
    "diagonal-gd, 40, 100, 0",
    "diagonal-gd, 40, 100, 1"
  })
  void diagonalData_anySeed_hasASparseUnitPredictor(
      String name, int samples, int inputs, long seed) {
    DiagonalData data = DiagonalData.of(new DiagonalSize(name, samples, inputs, 20), seed);
    assertThat(data.training().x()).hasToString(samples + " x " + inputs + " matrix");
    assertThat(data.test().size()).isEqualTo(1000);
    double power = Arrays.stream(data.test().y()).map(y -> y * y).average().orElseThrow();
    assertThat(power).as("E⟨β, x⟩² = ‖β‖²").isCloseTo(1, within(0.2));
    double[] root = data.rootOfTruth();
    double norm = Arrays.stream(root).map(r -> Math.pow(r, 4)).sum();
    assertThat(norm).as("‖β‖²").isCloseTo(1, within(1e-12));
    for (int j = 0; j < inputs; j++) {
      assertThat(data.support().contains(j)).isEqualTo(root[j] > 0).isEqualTo(j < 20);
    }
    assertThat(data.freshSamples()).hasToString(2 * inputs + " x " + inputs + " matrix");
    assertThat(row(data.freshSamples(), 7)).isEqualTo(row(data.test().x(), 7));
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

  @Test
  void generatedData_sameSeed_isTheSame() {
    assertThat(targets(3)).isEqualTo(targets(3)).isNotEqualTo(targets(4));
  }

  @Test
  void diagonalSize_moreRelevantInputsThanInputs_isRefused() {
    assertThatThrownBy(() -> new DiagonalSize("small", 3, 4, 5))
        .hasMessage("no data small of 3 samples, 4 inputs, 5 relevant");
  }

  private static double[] targets(long seed) {
    return DiagonalData.of(DiagonalExperiment.SIZE, seed).training().y();
  }

  private static double largestDifference(Matrix a, Matrix b) {
    assertThat(a).hasToString(b.toString());
    double largest = 0;
    for (int k = 0; k < a.data().length; k++) {
      largest = Math.max(largest, Math.abs(a.data()[k] - b.data()[k]));
    }
    return largest;
  }

  private static double[] row(Matrix x, int row) {
    return Arrays.copyOfRange(x.data(), row * x.columns(), (row + 1) * x.columns());
  }
}
