package dev.plateau.trainer.probe;

import static org.bytedeco.openblas.global.openblas.LAPACKE_dgesdd;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;

/** Baseline: the whole decomposition, vectors too, as NumPy's {@code svd} makes it by default. */
public final class SingularVectors {
  private SingularVectors() {}

  /** Singular values in descending order, with the vectors computed and thrown away. */
  public static double[] valuesOf(Matrix a) {
    int rows = a.columns();
    int columns = a.rows();
    double[] values = new double[Math.min(rows, columns)];
    int info =
        LAPACKE_dgesdd(
            LAPACK_COL_MAJOR,
            (byte) 'A',
            rows,
            columns,
            a.data().clone(),
            rows,
            values,
            new double[rows * rows],
            rows,
            new double[columns * columns],
            columns);
    if (info != 0) {
      throw new IllegalStateException("dgesdd: " + info);
    }
    return values;
  }
}
