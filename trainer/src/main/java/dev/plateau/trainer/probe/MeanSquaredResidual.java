package dev.plateau.trainer.probe;

/**
 * Mean over samples of the squared residual: (1/n) Σ ‖h(x_i) − y_i‖² = 2L(θ) for the loss L(θ) =
 * 1/(2n) Σ ‖h(x_i) − y_i‖².
 *
 * <p>The scale of the label noise that SGD on one sample a step amounts to: full-batch gradient
 * descent on labels with noise of this variance has the same covariance of steps. Source:
 * Andriushchenko et al. (2023), Prop. 1. ≥ 0; NaN if a residual is.
 */
public final class MeanSquaredResidual {
  private MeanSquaredResidual() {}

  /**
   * Measures a network's outputs.
   *
   * @param outputs h (samples × outputs)
   * @param targets y, of the same shape
   * @throws IllegalArgumentException if the shapes differ, or if there are no samples
   */
  public static double of(Matrix outputs, Matrix targets) {
    if (outputs.rows() != targets.rows()
        || outputs.columns() != targets.columns()
        || outputs.rows() == 0) {
      throw new IllegalArgumentException(
          "residuals need outputs and targets of one shape, got a %s and a %s"
              .formatted(outputs, targets));
    }
    double sum = 0;
    for (int at = 0; at < outputs.data().length; at++) {
      double residual = outputs.data()[at] - targets.data()[at];
      sum += residual * residual;
    }
    return sum / outputs.rows();
  }
}
