package dev.plateau.trainer.experiment.largesteps.diagonal;

import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.largesteps.sde.TangentNetwork;
import dev.plateau.trainer.probe.Matrix;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * A diagonal linear network on its training samples, φ = [X ∘ v, X ∘ u]: then φᵀw = (g ∘ v, g ∘ u)
 * with g = Xᵀw, so that a step costs a product with X and one with Xᵀ. Both go along whole columns
 * or rows of X, four at a time, which the JVM turns into vector instructions. Shares the weights of
 * the network that it is given.
 */
final class DiagonalTangents implements TangentNetwork {
  private static final int TOGETHER = 4;

  private final DiagonalNetwork network;
  private final int n;
  private final int d;

  /** X row by row and column by column, both filled up to fours with zeros. */
  private final double[][] rows;

  private final double[][] columns;
  private final double[] targets;
  private final double[] residuals;
  private final double[] beta;
  private final double[] weights;
  private final double[] gradient;

  /** Wraps a network: its weights are moved. */
  DiagonalTangents(DiagonalNetwork network, Samples training) {
    this.network = network;
    n = training.size();
    d = training.width();
    rows = new double[padded(n)][d];
    columns = new double[padded(d)][n];
    Matrix x = training.x();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < d; j++) {
        rows[i][j] = x.get(i, j);
        columns[j][i] = x.get(i, j);
      }
    }
    targets = training.y().clone();
    residuals = new double[n];
    beta = new double[padded(d)];
    weights = new double[padded(n)];
    gradient = new double[d];
  }

  private static int padded(int count) {
    return (count + TOGETHER - 1) / TOGETHER * TOGETHER;
  }

  @Override
  public int samples() {
    return n;
  }

  @Override
  public double[] residuals() {
    double[] u = network.u();
    double[] v = network.v();
    for (int j = 0; j < d; j++) {
      beta[j] = u[j] * v[j];
    }
    for (int i = 0; i < n; i++) {
      residuals[i] = -targets[i];
    }
    addCombination(columns, beta, residuals);
    return residuals;
  }

  @Override
  public void move(double[] w) {
    System.arraycopy(w, 0, weights, 0, n);
    Arrays.fill(gradient, 0);
    addCombination(rows, weights, gradient);
    double[] u = network.u();
    double[] v = network.v();
    for (int j = 0; j < d; j++) {
      double uBefore = u[j];
      u[j] += gradient[j] * v[j];
      v[j] += gradient[j] * uBefore;
    }
  }

  /** Adds to a vector the sum of vectors of its length, each times its factor. */
  private static void addCombination(double[][] vectors, double[] factors, double[] to) {
    for (int k = 0; k < factors.length; k += TOGETHER) {
      addFour(vectors, factors, k, to);
    }
  }

  private static void addFour(double[][] vectors, double[] factors, int k, double[] to) {
    double[] a = vectors[k];
    double[] b = vectors[k + 1];
    double[] c = vectors[k + 2];
    double[] e = vectors[k + 3];
    double fa = factors[k];
    double fb = factors[k + 1];
    double fc = factors[k + 2];
    double fe = factors[k + 3];
    for (int i = 0; i < to.length; i++) {
      to[i] += fa * a[i] + fb * b[i] + fc * c[i] + fe * e[i];
    }
  }

  @Override
  public void save(DataOutput out) throws IOException {
    network.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    network.restore(in);
  }
}
