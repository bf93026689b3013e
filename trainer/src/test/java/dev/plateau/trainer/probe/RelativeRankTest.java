package dev.plateau.trainer.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.trainer.offline.ReferenceCase;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelativeRankTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ntk-diag-exact-sparse",
        "ntk-diag-geometric",
        "ntk-diag-init",
        "ntk-diag-trained",
        "ntk-diag-wide",
      })
  void diagonalNetwork_reference_isEqual(String name) {
    ReferenceCase fixture = Fixture.read(name);
    Matrix phi =
        DiagonalTangentFeatures.of(fixture.array("u"), fixture.array("v"), fixture.matrix("X"));
    // These cases list [X ∘ u, X ∘ v], the gradients by v first; the singular values are the same.
    Matrix reordered =
        DiagonalTangentFeatures.of(fixture.array("v"), fixture.array("u"), fixture.matrix("X"));
    assertRow(reordered, fixture.part("expected"));
    assertEqualsReference(phi, fixture.part("expected"));
    assertThat(new RelativeRank(RelativeRank.DIAGONAL_THRESHOLD).of(phi))
        .isEqualTo(fixture.part("expected").number("rank_1e-15"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ntk-fc2-1x100x1-init",
        "ntk-fc2-1x100x1-trained",
        "ntk-fc2-deadunits",
        "ntk-fc2-duplicated-units",
        "ntk-fc2-tiny-fullphi",
        "ntk-fc3-5x10x10x1-init",
        "ntk-fc3-5x10x10x1-trained",
        "ntk-fc4-nobias",
      })
  void reluNetwork_reference_isEqual(String name) {
    ReferenceCase fixture = Fixture.read(name);
    Matrix phi = TangentFeatures.of(fixture.network(), fixture.matrix("X"));
    assertEqualsReference(phi, fixture.part("expected"));
    assertRow(phi, fixture.part("expected"));
  }

  private static void assertEqualsReference(Matrix phi, ReferenceCase expected) {
    for (String threshold : new String[] {"1e-2", "1e-3", "1e-4", "1e-6"}) {
      assertThat(new RelativeRank(Double.parseDouble(threshold)).of(phi))
          .as("rank at %s", threshold)
          .isEqualTo(expected.number("rank_" + threshold));
    }
    double scale = expected.number("sigma1");
    assertThat(SingularValues.of(phi))
        .containsExactly(expected.array("singular_values"), within(1e-12 * scale));
  }

  private static void assertRow(Matrix phi, ReferenceCase expected) {
    assertThat(Arrays.copyOf(phi.data(), phi.columns()))
        .containsExactly(expected.array("phi_row0"), within(1e-12 * expected.number("sigma1")));
    if (expected.has("phi")) {
      assertThat(phi.data()).containsExactly(expected.matrix("phi").data(), within(1e-12));
    }
  }

  @Test
  void singularValues_anyMatrix_areThoseOfJacobiRotations() {
    RandomInputs random = new RandomInputs(5);
    for (int round = 0; round < 60; round++) {
      int rows = random.between(1, 12);
      int columns = random.between(1, 12);
      int inner = random.between(1, 12);
      Matrix matrix =
          OpenBlas.times(random.gaussianMatrix(rows, inner), random.gaussianMatrix(inner, columns));
      double[] before = matrix.data().clone();
      double[] expected = NaiveSingularValues.of(matrix);
      assertThat(SingularValues.of(matrix))
          .as("round %d", round)
          .containsExactly(expected, within(1e-13 * expected[0]));
      assertThat(matrix.data()).as("the matrix is left as it is").isEqualTo(before);
      assertThat(new RelativeRank(1e-10).of(matrix))
          .isEqualTo(Math.min(inner, Math.min(rows, columns)));
    }
  }

  @Test
  void singularValues_farApart_keepTheSmallOnes() {
    Matrix diagonal = Matrix.zeros(4, 4);
    double[] values = {1e3, 1, 1e-6, 1e-11};
    for (int i = 0; i < 4; i++) {
      diagonal.data()[5 * i] = values[i];
    }
    assertThat(SingularValues.of(diagonal)).containsExactly(values, within(1e-15));
    assertThat(new RelativeRank(RelativeRank.DIAGONAL_THRESHOLD).of(diagonal)).isEqualTo(4);
    assertThat(new RelativeRank(1e-12).of(diagonal)).isEqualTo(3);
  }

  @Test
  void rank_featuresNotFinite_isNaN() {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      Matrix phi = new RandomInputs(6).gaussianMatrix(4, 3);
      phi.data()[7] = bad;
      assertThat(new RelativeRank(RelativeRank.RELU_THRESHOLD).of(phi)).isNaN();
    }
  }

  @Test
  void rank_zeroFeatures_isZero() {
    assertThat(new RelativeRank(RelativeRank.RELU_THRESHOLD).of(Matrix.zeros(4, 3))).isZero();
  }

  @Test
  void rank_whatDoesNotFit_isRefused() {
    assertThatThrownBy(() -> new RelativeRank(1))
        .hasMessage("a rank's threshold must be in [0, 1), got 1.0");
    assertThatThrownBy(() -> new RelativeRank(1e-4).of(Matrix.zeros(0, 3)))
        .hasMessage("a 0 x 3 matrix has no singular values");
    assertThatThrownBy(
            () -> DiagonalTangentFeatures.of(new double[3], new double[4], Matrix.zeros(2, 3)))
        .hasMessage("samples of 3 inputs do not fit u of 3 and v of 4");
  }
}
