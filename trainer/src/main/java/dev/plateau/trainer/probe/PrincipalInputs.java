package dev.plateau.trainer.probe;

import java.util.Arrays;

/**
 * The directions of the input that a layer attends to: right singular vectors of its weights W
 * (outputs × inputs), the strongest first, and ‖W v_k‖, their singular values.
 *
 * <p>By the eigenvectors of WᵀW: singular values below about 1e-8 of the largest are rounding.
 * Source: Beneventano, Pinto, Poggio (2024), App. E.
 */
public final class PrincipalInputs {
  private final Matrix directions;
  private final double[] strengths;

  private PrincipalInputs(Matrix directions, double[] strengths) {
    this.directions = directions;
    this.strengths = strengths;
  }

  /**
   * Those of a layer.
   *
   * @throws IllegalArgumentException if the weights are not finite, or the algorithm fails
   */
  public static PrincipalInputs of(Matrix weights) {
    int inputs = weights.columns();
    Matrix vectors = GramMatrix.of(weights);
    double[] ascending = weights.isFinite() ? OpenBlas.eigenvectors(vectors) : new double[0];
    if (ascending.length == 0) {
      throw new IllegalArgumentException(
          "a " + weights + " has no singular vectors: it is not finite");
    }
    Matrix directions = Matrix.zeros(inputs, inputs);
    double[] strengths = new double[inputs];
    for (int k = 0; k < inputs; k++) {
      int from = inputs - 1 - k;
      strengths[k] = Math.sqrt(Math.max(0, ascending[from]));
      for (int i = 0; i < inputs; i++) {
        directions.data()[i * inputs + k] = vectors.get(from, i);
      }
    }
    return new PrincipalInputs(directions, strengths);
  }

  /** All directions (inputs × inputs), one a column, orthonormal, the strongest first. */
  public Matrix directions() {
    return directions;
  }

  /** ‖W v_k‖ of each, descending, ≥ 0. */
  public double[] strengths() {
    return strengths.clone();
  }

  /**
   * How many are stronger than a share of the strongest.
   *
   * @param share in [0, 1)
   */
  public int strongerThan(double share) {
    return (int) Arrays.stream(strengths).filter(s -> s > share * strengths[0]).count();
  }

  /**
   * The directions behind the first ones.
   *
   * @param first how many are left out
   * @return (inputs × rest)
   */
  public Matrix allBut(int first) {
    int inputs = directions.rows();
    Matrix rest = Matrix.zeros(inputs, inputs - first);
    for (int i = 0; i < inputs; i++) {
      System.arraycopy(
          directions.data(), i * inputs + first, rest.data(), i * rest.columns(), rest.columns());
    }
    return rest;
  }
}
