package dev.plateau.trainer.probe;

import java.util.Arrays;

/**
 * Eigenvalues of the covariance of data, (X − x̄)ᵀ(X − x̄) for X (samples × inputs) and its mean
 * row x̄, not divided by the number of samples, in descending order. Source: Beneventano, Pinto,
 * Poggio (2024), Figs 6 and 7.
 *
 * <p>≥ 0 but for rounding (about 1e-16 of the largest); all NaN if a value is NaN or infinite.
 * Samples are added part by part, so that all of them need not be there at once. Not thread-safe.
 */
public final class CovarianceSpectrum {
  private final int inputs;
  private final Matrix products;
  private final double[] sums;
  private long samples;

  /**
   * Of data that is to be added.
   *
   * @param inputs of a sample, at least 1
   */
  public CovarianceSpectrum(int inputs) {
    this.inputs = inputs;
    products = Matrix.zeros(inputs, inputs);
    sums = new double[inputs];
  }

  /**
   * Adds samples.
   *
   * @param part (inputs × samples), a sample a column
   * @throws IllegalArgumentException naming both, if it has another number of inputs
   */
  public void add(Matrix part) {
    if (part.rows() != inputs) {
      throw new IllegalArgumentException(
          "a covariance of %d inputs got samples of %d".formatted(inputs, part.rows()));
    }
    OpenBlas.addGramUpper(part, products);
    for (int i = 0; i < inputs; i++) {
      for (int k = 0; k < part.columns(); k++) {
        sums[i] += part.get(i, k);
      }
    }
    samples += part.columns();
  }

  /** The eigenvalues of what was added so far, as many as inputs; NaN if that is nothing. */
  public double[] values() {
    Matrix centred = new Matrix(inputs, inputs, products.data().clone());
    for (int i = 0; i < inputs; i++) {
      for (int j = i; j < inputs; j++) {
        centred.data()[i * inputs + j] -= sums[i] * sums[j] / samples;
      }
    }
    double[] ascending = centred.isFinite() ? OpenBlas.eigenvalues(centred) : new double[0];
    double[] values = new double[inputs];
    if (ascending.length == 0) {
      Arrays.fill(values, Double.NaN);
      return values;
    }
    for (int k = 0; k < inputs; k++) {
      values[k] = ascending[inputs - 1 - k];
    }
    return values;
  }
}
