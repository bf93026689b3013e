package dev.plateau.trainer.probe;

/**
 * An orthonormal basis of a subspace of a layer's inputs: directions that are no axes. Wraps its
 * matrix.
 *
 * @param directions Q (inputs × k), a direction a column, QᵀQ = I within {@link #TOLERANCE}
 */
public record OrthonormalBasis(Matrix directions) {
  /** Largest deviation of an entry of QᵀQ from I; norms along the basis are off by half of it. */
  public static final double TOLERANCE = 1e-8;

  /**
   * @throws IllegalArgumentException quoting the deviation, if the columns are not orthonormal, or
   *     if there is none, or more than inputs
   */
  public OrthonormalBasis {
    int count = directions.columns();
    if (count == 0 || count > directions.rows()) {
      throw new IllegalArgumentException(
          "a basis in %d inputs has 1 to %d directions, got %d"
              .formatted(directions.rows(), directions.rows(), count));
    }
    Matrix products = GramMatrix.of(directions);
    for (int i = 0; i < count; i++) {
      for (int j = 0; j <= i; j++) {
        check(j, i, products.get(j, i));
      }
    }
  }

  private static void check(int i, int j, double product) {
    double expected = i == j ? 1 : 0;
    if (!(Math.abs(product - expected) <= TOLERANCE)) {
      throw new IllegalArgumentException(
          ("a basis must be orthonormal within %s, but the product of directions %d and %d is %s;"
                  + " orthonormalise it first")
              .formatted(TOLERANCE, i, j, product));
    }
  }

  /**
   * A layer's weights along the directions, WQ (outputs × k).
   *
   * @throws IllegalArgumentException if the weights (outputs × inputs) are of other inputs
   */
  public Matrix of(Matrix weights) {
    return OpenBlas.times(weights, directions);
  }

  /** Number of inputs. */
  public int inputs() {
    return directions.rows();
  }
}
