package dev.plateau.trainer.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SubspaceNormTest {
  @Test
  void norms_axesAsBasis_areThoseOfTheIndexSet() {
    RandomInputs random = new RandomInputs(20);
    int[] irrelevant = {4, 1, 6};
    Matrix axes = Matrix.zeros(7, 3);
    for (int k = 0; k < 3; k++) {
      axes.data()[irrelevant[k] * 3 + k] = 1;
    }
    SubspaceNorm norm = new SubspaceNorm(new OrthonormalBasis(axes));
    for (int round = 0; round < 50; round++) {
      Matrix w1 = random.gaussianMatrix(random.between(1, 9), 7);
      double along = W1Norm.over(InputSet.of(7, irrelevant)).of(w1);
      double across = W1Norm.over(InputSet.of(7, irrelevant).complement()).of(w1);
      assertThat(norm.along(w1)).isCloseTo(along, within(1e-14 * along));
      assertThat(norm.across(w1)).isCloseTo(across, within(1e-14 * across));
    }
  }

  @Test
  void norms_anyBasis_areNaiveProjections() {
    RandomInputs random = new RandomInputs(21);
    for (int round = 0; round < 50; round++) {
      int inputs = random.between(1, 8);
      Matrix q = orthonormal(random.gaussianMatrix(inputs, random.between(1, inputs)));
      Matrix w1 = random.gaussianMatrix(random.between(1, 9), inputs);
      double along = 0;
      double total = 0;
      for (int out = 0; out < w1.rows(); out++) {
        for (int k = 0; k < q.columns(); k++) {
          double product = 0;
          for (int in = 0; in < inputs; in++) {
            product += w1.get(out, in) * q.get(in, k);
          }
          along += product * product;
        }
        for (int in = 0; in < inputs; in++) {
          total += w1.get(out, in) * w1.get(out, in);
        }
      }
      SubspaceNorm norm = new SubspaceNorm(new OrthonormalBasis(q));
      assertThat(norm.along(w1)).isCloseTo(Math.sqrt(along), within(1e-12));
      assertThat(Math.pow(norm.across(w1), 2)).isCloseTo(total - along, within(1e-12));
    }
  }

  /** The difference of squares would lose all digits here: 1 + 1e-24 is 1. */
  @Test
  void across_weightsNearlyInTheSubspace_keepsItsDigits() {
    double s = Math.sqrt(0.5);
    double off = 1e-9; // the basis itself is off by this, and is accepted
    Matrix q = new Matrix(2, 1, new double[] {s + off / 4, s - off / 8});
    double rest = 1e-12;
    Matrix w1 = new Matrix(1, 2, new double[] {q.get(0, 0) - rest * s, q.get(1, 0) + rest * s});
    assertThat(new SubspaceNorm(new OrthonormalBasis(q)).across(w1))
        .isCloseTo(rest, within(1e-3 * rest));
  }

  @Test
  void norms_weightNotFinite_areNaN() {
    SubspaceNorm norm =
        new SubspaceNorm(new OrthonormalBasis(new Matrix(2, 1, new double[] {0, 1})));
    for (double bad : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
      Matrix w1 = new Matrix(1, 2, new double[] {bad, 1});
      assertThat(norm.along(w1)).isNaN();
      assertThat(norm.across(w1)).isNaN();
    }
  }

  @Test
  void basis_whatIsNotOrthonormal_isRefusedQuotingTheDeviation() {
    assertThatThrownBy(() -> new OrthonormalBasis(new Matrix(2, 1, new double[] {1, 1})))
        .hasMessage(
            "a basis must be orthonormal within 1.0E-8, but the product of directions 0 and 0 is"
                + " 2.0; orthonormalise it first");
    assertThatThrownBy(() -> new OrthonormalBasis(new Matrix(2, 2, new double[] {1, 0.6, 0, 0.8})))
        .hasMessageContaining("directions 0 and 1 is 0.6");
    assertThatThrownBy(() -> new OrthonormalBasis(new Matrix(2, 1, new double[] {Double.NaN, 1})))
        .hasMessageContaining("directions 0 and 0 is NaN");
    assertThatThrownBy(() -> new OrthonormalBasis(Matrix.zeros(2, 3)))
        .hasMessage("a basis in 2 inputs has 1 to 2 directions, got 3");
    assertThatThrownBy(() -> new OrthonormalBasis(Matrix.zeros(2, 0)))
        .hasMessage("a basis in 2 inputs has 1 to 2 directions, got 0");
    SubspaceNorm norm = new SubspaceNorm(new OrthonormalBasis(new Matrix(1, 1, new double[] {1})));
    assertThatThrownBy(() -> norm.across(Matrix.zeros(3, 4)))
        .hasMessage("W1 norm of 1 inputs got weights of 4 inputs");
  }

  /** Gram-Schmidt, twice. */
  private static Matrix orthonormal(Matrix columns) {
    double[] data = columns.data();
    int count = columns.columns();
    for (int pass = 0; pass < 2; pass++) {
      for (int j = 0; j < count; j++) {
        for (int k = 0; k < j; k++) {
          double product = product(columns, j, k);
          for (int i = 0; i < columns.rows(); i++) {
            data[i * count + j] -= product * data[i * count + k];
          }
        }
        double norm = Math.sqrt(product(columns, j, j));
        for (int i = 0; i < columns.rows(); i++) {
          data[i * count + j] /= norm;
        }
      }
    }
    return columns;
  }

  private static double product(Matrix columns, int j, int k) {
    double sum = 0;
    for (int i = 0; i < columns.rows(); i++) {
      sum += columns.get(i, j) * columns.get(i, k);
    }
    return sum;
  }
}
