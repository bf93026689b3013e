package dev.plateau.trainer.offline;

/**
 * Whether a rank at a threshold can be told from rounding, by the distance of the singular value
 * that is nearest to the threshold.
 *
 * <p>A direct decomposition in double precision moves every singular value by about σ₁ε, ε =
 * 2.2e-16, whatever its own size; where exact ones are zero, up to 2ε·σ₁ was seen in the
 * reference's own values. Two codes that are both right may then differ by twice that, and a rank
 * is decided only if no σ_j/σ₁ lies within 4ε of the threshold t. With the nearest m decades away,
 * above or below, the distance is at least t(1 − 10⁻ᵐ): at t = 1e-6 a margin of 4e-10 decades is
 * enough, at t = 1e-15 it takes 0.95 decades.
 */
final class RankMargin {
  private static final double UNCERTAINTY = 4 * Math.ulp(1.0);

  private RankMargin() {}

  /**
   * Whether rounding leaves the rank alone.
   *
   * @param threshold relative to the largest singular value
   * @param decades |log₁₀(σ_j/σ₁) − log₁₀(threshold)| of the nearest σ_j; infinite if all are zero
   */
  static boolean decides(double threshold, double decades) {
    return threshold * -Math.expm1(-decades * Math.log(10)) > UNCERTAINTY;
  }
}
