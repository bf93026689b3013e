package dev.plateau.trainer.probe;

import static org.bytedeco.openblas.global.openblas.LAPACKE_dgesdd;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dsyevd;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasUpper;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dsyrk;

/**
 * The routines of the OpenBLAS that ND4J brings which measures need.
 *
 * <p>Its number of threads is the whole process's, ND4J's too, so it is not changed here: it is
 * what {@code OMP_NUM_THREADS} says at start. With 1, the setting for small networks, a call takes
 * one core and gives the same bits every time; with more the last bits may differ.
 */
final class OpenBlas {
  private static final byte NO_VECTORS = 'N';
  private static final byte VECTORS = 'V';
  private static final byte LOWER = 'L';

  private OpenBlas() {}

  /** a · b. */
  static Matrix times(Matrix a, Matrix b) {
    return multiply(a, CblasNoTrans, b, CblasNoTrans, a.columns(), b.rows(), b.columns());
  }

  /** a · bᵀ. */
  static Matrix timesTransposed(Matrix a, Matrix b) {
    return multiply(a, CblasNoTrans, b, CblasTrans, a.columns(), b.columns(), b.rows());
  }

  private static Matrix multiply(
      Matrix a, int transA, Matrix b, int transB, int inner, int innerB, int columns) {
    if (inner != innerB) {
      throw new IllegalArgumentException("a " + a + " does not multiply a " + b);
    }
    Matrix product = Matrix.zeros(a.rows(), columns);
    cblas_dgemm(
        CblasRowMajor,
        transA,
        transB,
        a.rows(),
        columns,
        inner,
        1,
        a.data(),
        a.columns(),
        b.data(),
        b.columns(),
        0,
        product.data(),
        columns);
    return product;
  }

  /** Upper triangle of a · aᵀ; what stands below the diagonal means nothing. */
  static Matrix gramUpper(Matrix a) {
    Matrix gram = Matrix.zeros(a.rows(), a.rows());
    addGramUpper(a, gram);
    return gram;
  }

  /** Adds the upper triangle of a · aᵀ to that of a square matrix. */
  static void addGramUpper(Matrix a, Matrix to) {
    int rows = a.rows();
    cblas_dsyrk(
        CblasRowMajor,
        CblasUpper,
        CblasNoTrans,
        rows,
        a.columns(),
        1,
        a.data(),
        a.columns(),
        1,
        to.data(),
        rows);
  }

  /**
   * Eigenvalues of a symmetric matrix in ascending order, by divide and conquer on a copy of its
   * upper triangle.
   *
   * @return empty, if the algorithm does not converge
   */
  static double[] eigenvalues(Matrix a) {
    // The upper triangle of a row-major matrix is the lower one of its column-major transpose.
    double[] values = new double[a.rows()];
    int info =
        LAPACKE_dsyevd(
            LAPACK_COL_MAJOR, NO_VECTORS, LOWER, a.rows(), a.data().clone(), a.columns(), values);
    if (info < 0) {
      throw new IllegalStateException("dsyevd refuses its argument " + -info + " for a " + a);
    }
    return info == 0 ? values : new double[0];
  }

  /**
   * Eigenvalues of a symmetric matrix in ascending order; the matrix is overwritten by its
   * eigenvectors, one a row, in the same order.
   *
   * @return empty, if the algorithm does not converge
   */
  static double[] eigenvectors(Matrix a) {
    double[] values = new double[a.rows()];
    int info =
        LAPACKE_dsyevd(LAPACK_COL_MAJOR, VECTORS, LOWER, a.rows(), a.data(), a.columns(), values);
    if (info < 0) {
      throw new IllegalStateException("dsyevd refuses its argument " + -info + " for a " + a);
    }
    return info == 0 ? values : new double[0];
  }

  /** Upper triangle of aᵀ · a; what stands below the diagonal means nothing. */
  static Matrix gramOfColumnsUpper(Matrix a) {
    int columns = a.columns();
    Matrix gram = Matrix.zeros(columns, columns);
    cblas_dsyrk(
        CblasRowMajor,
        CblasUpper,
        CblasTrans,
        columns,
        a.rows(),
        1,
        a.data(),
        columns,
        0,
        gram.data(),
        columns);
    return gram;
  }

  /**
   * Singular values in descending order, by divide and conquer on a copy.
   *
   * @return empty, if the algorithm does not converge
   */
  static double[] singularValues(Matrix a) {
    // A row-major matrix is its column-major transpose, which has the same singular values.
    double[] values = new double[Math.min(a.rows(), a.columns())];
    int info =
        LAPACKE_dgesdd(
            LAPACK_COL_MAJOR,
            NO_VECTORS,
            a.columns(),
            a.rows(),
            a.data().clone(),
            a.columns(),
            values,
            new double[1],
            1,
            new double[1],
            1);
    if (info < 0) {
      throw new IllegalStateException("dgesdd refuses its argument " + -info + " for a " + a);
    }
    return info == 0 ? values : new double[0];
  }
}
