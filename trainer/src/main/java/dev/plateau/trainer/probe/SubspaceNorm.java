package dev.plateau.trainer.probe;

/**
 * Frobenius norm of the first layer's weights along a subspace of the inputs, ‖W₁Q‖_F, and across
 * it, ‖W₁ − W₁QQᵀ‖_F, for Q (inputs × k) with orthonormal columns.
 *
 * <p>What {@link W1Norm} is for irrelevant inputs that are no axes: with axes as the basis both
 * agree. The second is taken of the difference itself, not of the difference of squares, so that it
 * is right down to 1e-16 of ‖W₁‖_F. Source: Beneventano, Pinto, Poggio (2024), App. D and E. ≥ 0;
 * NaN if a weight is NaN or infinite.
 */
public final class SubspaceNorm {
  private final OrthonormalBasis basis;

  /** The norms for a basis. */
  public SubspaceNorm(OrthonormalBasis basis) {
    this.basis = basis;
  }

  /**
   * ‖W₁Q‖_F, the part of the weights in the subspace.
   *
   * @param w1 weights (outputs × inputs)
   * @throws IllegalArgumentException if it has another number of inputs
   */
  public double along(Matrix w1) {
    check(w1);
    return w1.isFinite() ? FrobeniusNorm.of(OpenBlas.times(w1, basis.directions())) : Double.NaN;
  }

  /** ‖W₁ − W₁QQᵀ‖_F, the part of the weights across; argument and errors as above. */
  public double across(Matrix w1) {
    check(w1);
    if (!w1.isFinite()) {
      return Double.NaN;
    }
    // Once leaves what Q's own deviation from orthonormality does; twice leaves its square.
    return FrobeniusNorm.of(withoutSubspace(withoutSubspace(w1)));
  }

  private Matrix withoutSubspace(Matrix w) {
    Matrix within =
        OpenBlas.timesTransposed(OpenBlas.times(w, basis.directions()), basis.directions());
    double[] rest = within.data();
    for (int at = 0; at < rest.length; at++) {
      rest[at] = w.data()[at] - rest[at];
    }
    return within;
  }

  private void check(Matrix w1) {
    if (w1.columns() != basis.inputs()) {
      throw new IllegalArgumentException(
          "W1 norm of %d inputs got weights of %d inputs".formatted(basis.inputs(), w1.columns()));
    }
  }
}
