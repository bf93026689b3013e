package dev.plateau.trainer.experiment;

import java.util.Random;

/**
 * Independent random streams from one seed, one for each purpose. The same seed and purpose give
 * the same numbers on every machine and Java version: {@link Random} is specified to the bit.
 */
public final class RandomStream {
  private RandomStream() {}

  /**
   * A stream of its own.
   *
   * @param seed of the run or the data; neighbouring seeds give unrelated streams
   * @param purpose what is drawn, as {@code order}
   */
  public static Random of(long seed, String purpose) {
    // SplitMix64's finaliser: Random itself starts alike for neighbouring seeds.
    long mixed = seed * 0x9E3779B97F4A7C15L + purpose.hashCode();
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return new Random(mixed ^ (mixed >>> 31));
  }

  /** That many standard normal numbers. */
  static double[] gaussians(Random random, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextGaussian();
    }
    return values;
  }
}
