package dev.plateau.trainer.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PrincipalInputsTest {
  @Test
  void of_anyWeights_areOrthonormalDirectionsOfTheSingularValues() {
    Matrix w = new Matrix(9, 6, new Random(5).doubles(54, -1, 1).toArray());
    PrincipalInputs inputs = PrincipalInputs.of(w);
    double[] singular = SingularValues.of(w);
    OrthonormalBasis basis = new OrthonormalBasis(inputs.directions());
    double[] norms = ColumnNorms.of(basis.of(w));
    for (int k = 0; k < 6; k++) {
      assertThat(inputs.strengths()[k]).isCloseTo(singular[k], within(1e-12));
      assertThat(norms[k]).isCloseTo(singular[k], within(1e-12));
    }
    assertThat(inputs.strongerThan(singular[2] / singular[0] + 1e-9)).isEqualTo(2);
    Matrix rest = inputs.allBut(2);
    assertThat(rest.columns()).isEqualTo(4);
    double squares = 0;
    for (int k = 2; k < 6; k++) {
      squares += singular[k] * singular[k];
    }
    assertThat(new SubspaceNorm(new OrthonormalBasis(rest)).along(w))
        .isCloseTo(Math.sqrt(squares), within(1e-12));
  }

  @Test
  void of_weightsThatAreNotFinite_isRefused() {
    assertThatThrownBy(() -> PrincipalInputs.of(new Matrix(1, 1, new double[] {Double.NaN})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not finite");
  }
}
