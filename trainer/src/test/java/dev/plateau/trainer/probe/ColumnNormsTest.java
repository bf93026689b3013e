package dev.plateau.trainer.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ColumnNormsTest {
  @Test
  void norms_anyMatrix_areNaiveSumsDownTheColumns() {
    RandomInputs random = new RandomInputs(22);
    for (int round = 0; round < 50; round++) {
      Matrix matrix = random.gaussianMatrix(random.between(1, 9), random.between(1, 9));
      double[] expected = new double[matrix.columns()];
      for (int column = 0; column < expected.length; column++) {
        for (int row = 0; row < matrix.rows(); row++) {
          expected[column] = Math.hypot(expected[column], matrix.get(row, column));
        }
      }
      assertThat(ColumnNorms.of(matrix)).containsExactly(expected, within(1e-13));
    }
  }

  @Test
  void norms_oneColumnNotANumber_areNaNThereOnly() {
    Matrix matrix = new Matrix(2, 3, new double[] {3, 1, 0, 4, Double.NaN, 0});
    assertThat(ColumnNorms.of(matrix)).containsExactly(5, Double.NaN, 0);
  }

  @Test
  void gram_anyMatrix_hasTheNaiveProductsAndIsSymmetric() {
    RandomInputs random = new RandomInputs(23);
    for (int round = 0; round < 50; round++) {
      Matrix w = random.gaussianMatrix(random.between(1, 9), random.between(1, 9));
      Matrix gram = GramMatrix.of(w);
      double[] diagonal = GramMatrix.diagonal(w);
      for (int i = 0; i < w.columns(); i++) {
        for (int j = 0; j < w.columns(); j++) {
          double expected = 0;
          for (int out = 0; out < w.rows(); out++) {
            expected += w.get(out, i) * w.get(out, j);
          }
          assertThat(gram.get(i, j)).isCloseTo(expected, within(1e-12));
        }
        assertThat(diagonal[i]).isCloseTo(gram.get(i, i), within(1e-12));
      }
      assertThat(diagonal).hasSize(w.columns());
    }
  }
}
