package dev.plateau.trainer.experiment.largesteps.sde;

import dev.plateau.trainer.probe.Matrix;
import java.io.DataInput;
import java.io.DataOutput;

/** A linear model h = Xθ, whose tangent features are X wherever it is: what it does is known. */
final class LinearTangents implements TangentNetwork {
  final double[] theta;
  private final Matrix x;
  private final double[] y;

  LinearTangents(Matrix x, double[] y, double... theta) {
    this.x = x;
    this.y = y;
    this.theta = theta;
  }

  @Override
  public int samples() {
    return x.rows();
  }

  @Override
  public double[] residuals() {
    double[] r = new double[x.rows()];
    for (int i = 0; i < r.length; i++) {
      r[i] = -y[i];
      for (int j = 0; j < theta.length; j++) {
        r[i] += x.get(i, j) * theta[j];
      }
    }
    return r;
  }

  @Override
  public void move(double[] w) {
    for (int i = 0; i < w.length; i++) {
      for (int j = 0; j < theta.length; j++) {
        theta[j] += w[i] * x.get(i, j);
      }
    }
  }

  @Override
  public void save(DataOutput out) {
    throw new UnsupportedOperationException("never saved");
  }

  @Override
  public void restore(DataInput in) {
    throw new UnsupportedOperationException("never saved");
  }
}
