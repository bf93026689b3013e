package dev.plateau.trainer.experiment.random;

import dev.plateau.trainer.experiment.training.Resumable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Random;

/**
 * Independent random streams from one seed, one for each purpose. The same seed and purpose give
 * the same numbers on every machine and Java version, which are those of {@link Random}: its
 * generator and its Gaussians are specified to the bit. Unlike it, a stream can be saved. Not safe
 * for use by several threads.
 */
public final class RandomStream extends Random implements Resumable {
  private static final long serialVersionUID = 1;
  private static final long MULTIPLIER = 0x5DEECE66DL;
  private static final long ADDEND = 0xBL;
  private static final long MASK = (1L << 48) - 1;

  private long state;
  private double nextGaussian;
  private boolean hasNextGaussian;

  private RandomStream(long seed) {
    super(seed);
  }

  /**
   * A stream of its own.
   *
   * @param seed of the run or the data; neighbouring seeds give unrelated streams
   * @param purpose what is drawn, as {@code order}
   */
  public static RandomStream of(long seed, String purpose) {
    // SplitMix64's finaliser: Random itself starts alike for neighbouring seeds.
    long mixed = seed * 0x9E3779B97F4A7C15L + purpose.hashCode();
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return new RandomStream(mixed ^ (mixed >>> 31));
  }

  /** That many standard normal numbers, the stream's next. */
  public static double[] gaussians(Random random, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextGaussian();
    }
    return values;
  }

  @Override
  public synchronized void setSeed(long seed) {
    state = (seed ^ MULTIPLIER) & MASK;
    hasNextGaussian = false;
  }

  @Override
  protected int next(int bits) {
    state = (state * MULTIPLIER + ADDEND) & MASK;
    return (int) (state >>> (48 - bits));
  }

  /** The polar method, as {@link Random#nextGaussian} has it: two numbers at a time. */
  @Override
  public synchronized double nextGaussian() {
    if (hasNextGaussian) {
      hasNextGaussian = false;
      return nextGaussian;
    }
    double x;
    double y;
    double squared;
    do {
      x = 2 * nextDouble() - 1;
      y = 2 * nextDouble() - 1;
      squared = x * x + y * y;
    } while (squared >= 1 || squared == 0);
    double factor = StrictMath.sqrt(-2 * StrictMath.log(squared) / squared);
    nextGaussian = y * factor;
    hasNextGaussian = true;
    return x * factor;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeLong(state);
    out.writeBoolean(hasNextGaussian);
    out.writeDouble(nextGaussian);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    state = in.readLong();
    hasNextGaussian = in.readBoolean();
    nextGaussian = in.readDouble();
  }
}
