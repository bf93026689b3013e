package dev.plateau.trainer.probe;

/**
 * Which units of a layer are on (activation > 0) at which samples, a bit for each pair.
 *
 * <p>Two patterns of one layer at the same samples differ in a share of the pairs, {@link
 * #shareChangedTo}: 0 for a network that only rescales its units, and the sign that features are
 * learned. Source: Andriushchenko et al. (2023), Figs 9 and 14.
 */
public final class ActivationPattern {
  private final int samples;
  private final int units;
  private final long[] bits;
  private final boolean isKnown;

  private ActivationPattern(int samples, int units, long[] bits, boolean isKnown) {
    this.samples = samples;
    this.units = units;
    this.bits = bits;
    this.isKnown = isKnown;
  }

  /**
   * The pattern of a layer.
   *
   * @param activations (samples × units); a NaN among them makes all shares NaN
   * @throws IllegalArgumentException if they are empty
   */
  public static ActivationPattern of(Matrix activations) {
    double[] values = activations.data();
    if (values.length == 0) {
      throw new IllegalArgumentException("a " + activations + " has no activation pattern");
    }
    long[] bits = new long[(values.length - 1) / Long.SIZE + 1];
    boolean isKnown = true;
    for (int at = 0; at < values.length; at++) {
      isKnown &= !Double.isNaN(values[at]);
      if (values[at] > 0) {
        bits[at / Long.SIZE] |= 1L << at % Long.SIZE;
      }
    }
    return new ActivationPattern(activations.rows(), activations.columns(), bits, isKnown);
  }

  /**
   * Share of (sample, unit) pairs that are on in one pattern and off in the other: in [0, 1], NaN
   * if an activation of either was.
   *
   * @throws IllegalArgumentException if the numbers of samples or units differ
   */
  public double shareChangedTo(ActivationPattern other) {
    if (samples != other.samples || units != other.units) {
      throw new IllegalArgumentException(
          "patterns of %d samples x %d units and of %d x %d do not compare"
              .formatted(samples, units, other.samples, other.units));
    }
    if (!isKnown || !other.isKnown) {
      return Double.NaN;
    }
    long changed = 0;
    for (int i = 0; i < bits.length; i++) {
      changed += Long.bitCount(bits[i] ^ other.bits[i]);
    }
    return changed / ((double) samples * units);
  }
}
