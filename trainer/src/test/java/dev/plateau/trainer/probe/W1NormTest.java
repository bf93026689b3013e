package dev.plateau.trainer.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.trainer.offline.ReferenceCase;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class W1NormTest {
  private static final Percentage A_TEN_BILLIONTH = Percentage.withPercentage(1e-8);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "w1norm-15x15-init0",
        "w1norm-15x15-r5",
        "w1norm-20x3-r19",
        "w1norm-4x7-r1",
        "w1norm-6x6-r6-none-irrelevant",
        "w1norm-8x5-r0-all-irrelevant",
      })
  void norms_reference_areEqual(String name) {
    ReferenceCase fixture = Fixture.read(name);
    ReferenceCase expected = fixture.part("expected");
    Matrix w1 = fixture.matrix("W1");
    int[] relevant = fixture.indices("relevant");
    double irrelevantNorm = W1Norm.over(InputSet.of(w1.columns(), relevant).complement()).of(w1);
    double relevantNorm = W1Norm.over(InputSet.of(w1.columns(), relevant)).of(w1);
    assertThat(irrelevantNorm).isCloseTo(expected.number("irrelevant_norm"), A_TEN_BILLIONTH);
    assertThat(Math.hypot(irrelevantNorm, relevantNorm))
        .isCloseTo(expected.number("total_norm"), A_TEN_BILLIONTH);
  }

  @Test
  void norms_scatteredInputs_areNaiveSumsOverColumns() {
    RandomInputs random = new RandomInputs(10);
    int[] relevant = {6, 0, 3};
    for (int round = 0; round < 50; round++) {
      Matrix w1 = random.gaussianMatrix(random.between(1, 9), 7);
      double expected = 0;
      for (int input : relevant) {
        for (int output = 0; output < w1.rows(); output++) {
          expected += Math.pow(w1.get(output, input), 2);
        }
      }
      assertThat(W1Norm.over(InputSet.of(7, relevant)).of(w1))
          .isCloseTo(Math.sqrt(expected), A_TEN_BILLIONTH);
      assertThat(W1Norm.over(InputSet.of(7, relevant).complement()).of(w1))
          .isEqualTo(W1Norm.over(InputSet.of(7, 1, 2, 4, 5)).of(w1));
    }
  }

  /** DL4J's (inputs × outputs) in column-major order is the sequence that a Matrix wraps. */
  @Test
  void norms_columnMajorWeightsOfDl4j_needNoTransposition() {
    double[][] inputsByOutputs = {{1, 2}, {10, 20}, {100, 200}};
    double[] columnMajor = {1, 10, 100, 2, 20, 200};
    Matrix w1 = new Matrix(2, 3, columnMajor);
    assertThat(w1.get(1, 2)).isEqualTo(inputsByOutputs[2][1]);
    assertThat(W1Norm.over(InputSet.of(3, 2)).of(w1))
        .isCloseTo(Math.hypot(100, 200), within(1e-12));
  }

  @Test
  void norms_weightNotANumber_isNaNWhereItCounts() {
    Matrix w1 = new Matrix(1, 3, new double[] {3, Double.NaN, 4});
    assertThat(W1Norm.over(InputSet.of(3, 1)).of(w1)).isNaN();
    assertThat(W1Norm.over(InputSet.of(3, 1).complement()).of(w1)).isEqualTo(5);
  }

  @Test
  void norms_whatDoesNotFit_areRefused() {
    assertThatThrownBy(() -> W1Norm.over(InputSet.of(3, 0, 3).complement()))
        .hasMessage("a layer of 3 inputs has no input 3; the first is 0");
    assertThatThrownBy(() -> W1Norm.over(InputSet.of(3, 1, 1)))
        .hasMessage("input 1 is given twice");
    assertThatThrownBy(() -> W1Norm.over(InputSet.of(3, 1)).of(Matrix.zeros(3, 4)))
        .hasMessage("W1 norm of 3 inputs got weights of 4 inputs");
    assertThatThrownBy(() -> new Matrix(2, 3, new double[5]))
        .hasMessage("a 2 x 3 matrix does not fit 5 numbers");
  }
}
