package dev.plateau.trainer.experiment;

import dev.plateau.trainer.probe.Matrix;

/** Samples and their targets. Wraps its arrays. */
public final class Samples {
  private final Matrix x;
  private final double[] y;

  /**
   * Some samples.
   *
   * @param x (samples × inputs)
   * @param y a target for each sample
   * @throws IllegalArgumentException if their numbers differ
   */
  public Samples(Matrix x, double[] y) {
    if (x.rows() != y.length) {
      throw new IllegalArgumentException(x.rows() + " samples got " + y.length + " targets");
    }
    this.x = x;
    this.y = y;
  }

  /** Number of samples. */
  public int size() {
    return y.length;
  }

  /** Inputs (samples × inputs), its own. */
  public Matrix x() {
    return x;
  }

  /** Targets, its own. */
  public double[] y() {
    return y;
  }
}
