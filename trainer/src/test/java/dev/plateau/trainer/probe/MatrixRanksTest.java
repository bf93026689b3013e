package dev.plateau.trainer.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MatrixRanksTest {
  private static final NumericalRank RANK = new NumericalRank(NumericalRank.PAPER_THRESHOLD);

  @Test
  void ranks_anyMatrix_areThoseOfJacobiRotations() {
    RandomInputs random = new RandomInputs(27);
    for (int round = 0; round < 60; round++) {
      int columns = random.between(1, 9);
      Matrix w = random.gaussianMatrix(random.between(1, 9), columns);
      for (int at = 0; at < w.data().length; at++) {
        w.data()[at] *= at % columns % 3 == 1 ? 1e-5 : 1;
      }
      double[] values = NaiveSingularValues.of(w);
      assertThat(RANK.of(w))
          .isEqualTo((double) Arrays.stream(values).filter(value -> value > 1e-3).count());
      double frobenius = FrobeniusNorm.of(w);
      assertThat(StableRank.of(w))
          .isCloseTo(Math.pow(frobenius / values[0], 2), within(1e-10))
          .isBetween(1 - 1e-10, values.length + 1e-10);
    }
  }

  /** The threshold is absolute: the same matrix a thousandth as large has no rank. */
  @Test
  void numericalRank_valuesAboutTheThreshold_areCountedAboveIt() {
    assertThat(RANK.of(diagonal(5, 1.1e-3, 1e-3, 0.9e-3))).isEqualTo(2);
    assertThat(RANK.of(diagonal(0.9e-3, 1e-4))).isZero();
    assertThat(new NumericalRank(0).of(diagonal(1e-200, 0))).isEqualTo(1);
  }

  @Test
  void stableRank_knownSpectra_isTheSumOfSquaredRatios() {
    assertThat(StableRank.of(diagonal(2, 1))).isCloseTo(1.25, within(1e-14));
    assertThat(StableRank.of(diagonal(3, 3, 3))).isCloseTo(3, within(1e-14));
    assertThat(StableRank.of(diagonal(1e-200, 1e-200))).isCloseTo(2, within(1e-14));
    assertThat(StableRank.of(Matrix.zeros(2, 3))).isZero();
  }

  @Test
  void ranks_entryNotFinite_areNaN() {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      Matrix w = diagonal(1, bad);
      assertThat(RANK.of(w)).isNaN();
      assertThat(StableRank.of(w)).isNaN();
    }
  }

  @Test
  void ranks_whatDoesNotFit_isRefused() {
    assertThatThrownBy(() -> new NumericalRank(-1))
        .hasMessage("a singular value's threshold must be finite and >= 0, got -1.0");
    assertThatThrownBy(() -> StableRank.of(Matrix.zeros(0, 3)))
        .hasMessage("a 0 x 3 matrix has no singular values");
  }

  private static Matrix diagonal(double... values) {
    Matrix matrix = Matrix.zeros(values.length, values.length);
    for (int i = 0; i < values.length; i++) {
      matrix.data()[i * (values.length + 1)] = values[i];
    }
    return matrix;
  }
}
