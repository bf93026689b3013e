package dev.plateau.trainer.experiment.largesteps.sde;

import dev.plateau.trainer.experiment.training.Resumable;

/**
 * A network of one output with its n training samples, as far as label-noise dynamics need it: how
 * far off it is, and steps along its tangent features φ (n × p), row i = ∇_θ h_θ(x_i). The gradient
 * of L(θ) = (1/2n) Σ r_i² is φᵀr/n, and noise on the labels moves θ along φᵀ too: one product is
 * enough for both. Not safe for use by several threads.
 */
public interface TangentNetwork extends Resumable {
  /** Number n of training samples. */
  int samples();

  /**
   * Residuals r_i = h_θ(x_i) − y_i at the present θ; the network's own array, overwritten by the
   * next call.
   */
  double[] residuals();

  /**
   * θ ← θ + φᵀw with φ at the θ of the last {@link #residuals}; that has to be the present one.
   *
   * @param w a number for each sample; left as it is
   */
  void move(double[] w);

  /** L(θ) = (1/2n) Σ r_i² of residuals; NaN if one is. */
  static double loss(double[] residuals) {
    double sum = 0;
    for (double r : residuals) {
      sum += r * r;
    }
    return sum / (2 * residuals.length);
  }
}
