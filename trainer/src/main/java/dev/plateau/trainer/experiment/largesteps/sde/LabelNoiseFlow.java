package dev.plateau.trainer.experiment.largesteps.sde;

import java.util.Random;

/**
 * Gradient flow with label noise, the SDE that SGD with large step sizes is compared with: dθ =
 * −∇L(θ) dt + √(ηδ) φᵀ dB, B of n dimensions, by Euler and Maruyama. Source: Andriushchenko et al.
 * (2023), Eq. 8.
 *
 * <p>The time η of one SGD step is gone in k substeps of γ = η/k: θ ← θ − γ∇L + √(γηδ) φᵀZ, Z ~
 * N(0, I_n), which is θ ← θ + φᵀw with w = −(γ/n)r + √(γηδ) Z. Over those k the noise has the
 * covariance η²δ φᵀφ.
 *
 * <p>That of SGD on ½r_i², one sample a step: a step is one of gradient descent on labels with
 * noise, θ − (η/n) φᵀ(r − ξ), with E ξ = 0 and E‖ξ‖² = 2n(n − 1)L (Prop. 1), so that each ξ_i has
 * the variance 2(n − 1)L on average. If all were alike and independent, the step's noise would have
 * the covariance (η²/n²)·2(n − 1)L φᵀφ: that of the SDE with δ = 2(n − 1)L/n² ≈ (2/n)L.
 *
 * <p>With δ = 0 it is gradient flow by Euler's method, and nothing is drawn.
 */
final class LabelNoiseFlow {
  private final TangentNetwork network;
  private final int substeps;
  private final Random random;
  private final double[] w;

  /**
   * The flow of a network, which it moves.
   *
   * @param substeps k, at least 1
   * @param random where Z comes from
   */
  LabelNoiseFlow(TangentNetwork network, int substeps, Random random) {
    this.network = network;
    this.substeps = substeps;
    this.random = random;
    w = new double[network.samples()];
  }

  /**
   * Goes on by the time η of one SGD step.
   *
   * @param learningRate η, of the loss (1/2n) Σ r_i²
   * @param noise δ, the variance of each label's noise, constant meanwhile; ≥ 0, or NaN
   * @return the loss before
   */
  double step(double learningRate, double noise) {
    double descent = -learningRate / substeps / w.length;
    double spread = learningRate * Math.sqrt(noise / substeps);
    double[] residuals = network.residuals();
    double before = TangentNetwork.loss(residuals);
    advance(residuals, descent, spread);
    for (int k = 1; k < substeps; k++) {
      advance(network.residuals(), descent, spread);
    }
    return before;
  }

  private void advance(double[] residuals, double descent, double spread) {
    for (int i = 0; i < w.length; i++) {
      w[i] = descent * residuals[i];
    }
    if (spread != 0) {
      for (int i = 0; i < w.length; i++) {
        w[i] += spread * random.nextGaussian();
      }
    }
    network.move(w);
  }
}
