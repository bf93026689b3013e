package dev.plateau.trainer.probe;

/**
 * Products of a layer's columns with each other: WᵀW (inputs × inputs) for weights W (outputs ×
 * inputs).
 *
 * <p>Its diagonal has the squared norms of {@link ColumnNorms}. Source: Beneventano, Pinto, Poggio
 * (2024), Figs 8, 10, 12. Symmetric; NaN where a product of entries is.
 */
public final class GramMatrix {
  private GramMatrix() {}

  /** All products, (columns × columns). */
  public static Matrix of(Matrix w) {
    Matrix gram = OpenBlas.gramOfColumnsUpper(w);
    double[] data = gram.data();
    int size = gram.rows();
    for (int row = 1; row < size; row++) {
      for (int column = 0; column < row; column++) {
        data[row * size + column] = data[column * size + row];
      }
    }
    return gram;
  }

  /** The diagonal alone, one number a column. */
  public static double[] diagonal(Matrix w) {
    return ColumnNorms.squares(w);
  }
}
