package dev.plateau.trainer.experiment.random;

/**
 * The standard normal numbers that NumPy's {@code np.random.seed(s)} and {@code np.random.randn}
 * give, so that the papers' own data need not be shipped: also what {@code multivariate_normal}
 * gives where the covariance is the identity.
 *
 * <p>The polar method on doubles of 53 bits, two numbers at a time, the second one first. Source:
 * NumPy's legacy generator, which is frozen. The logarithm's last bit is Java's. Not safe for use
 * by several threads.
 */
public final class NumpyGaussians {
  private static final double TWO_TO_26 = 1 << 26;
  private static final double TWO_TO_53 = 1L << 53;

  private final NumpyIntegers bits;
  private double kept = Double.NaN;

  /**
   * As after {@code np.random.seed(seed)}.
   *
   * @throws IllegalArgumentException quoting it, if it is not in [0, 2^32)
   */
  public NumpyGaussians(long seed) {
    bits = new NumpyIntegers(seed);
  }

  /** That many, the next ones. */
  public double[] next(int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = next();
    }
    return values;
  }

  private double next() {
    if (!Double.isNaN(kept)) {
      double value = kept;
      kept = Double.NaN;
      return value;
    }
    double x;
    double y;
    double squared;
    do {
      x = 2 * uniform() - 1;
      y = 2 * uniform() - 1;
      squared = x * x + y * y;
    } while (squared >= 1 || squared == 0);
    double factor = Math.sqrt(-2 * StrictMath.log(squared) / squared);
    kept = factor * x;
    return factor * y;
  }

  /** In [0, 1), of 27 and 26 bits. */
  private double uniform() {
    int high = bits.next32() >>> 5;
    int low = bits.next32() >>> 6;
    return (high * TWO_TO_26 + low) / TWO_TO_53;
  }
}
