package dev.plateau.trainer.experiment.random;

import dev.plateau.trainer.experiment.training.Resumable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The whole numbers that NumPy's {@code np.random.seed(s)}, {@code np.random.randint(bound)} and
 * {@code np.random.permutation(count)} give, so that a run can take the papers' own samples in
 * their own order.
 *
 * <p>A Mersenne Twister (MT19937) whose 32-bit numbers are masked to the next power of two and
 * rejected above the bound. Source: Matsumoto and Nishimura (1998), "Mersenne Twister"; NumPy's
 * legacy generator, which is frozen. Not safe for use by several threads.
 */
public final class NumpyIntegers implements Resumable {
  private static final int SIZE = 624;
  private static final long MOST = 0xffffffffL;
  private static final int SHIFT = 397;
  private static final int TWIST = 0x9908b0df;

  private final int[] state = new int[SIZE];
  private int next = SIZE;

  /**
   * As after {@code np.random.seed(seed)}.
   *
   * @throws IllegalArgumentException quoting it, if it is not in [0, 2^32)
   */
  public NumpyIntegers(long seed) {
    if (seed < 0 || seed > MOST) {
      throw new IllegalArgumentException("a NumPy seed must be in [0, 2^32), got " + seed);
    }
    state[0] = (int) seed;
    for (int i = 1; i < SIZE; i++) {
      state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
  }

  /** The next of 0 … bound − 1; bound is at least 2. */
  public int below(int bound) {
    int mask = (Integer.highestOneBit(bound - 1) << 1) - 1;
    int value = next32() & mask;
    while (value >= bound) {
      value = next32() & mask;
    }
    return value;
  }

  /**
   * All of 0 … count − 1 in an order; the first b of them are what {@code np.random.choice(count,
   * b, replace=False)} gives.
   */
  public int[] permutation(int count) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    for (int last = count - 1; last > 0; last--) {
      int other = below(last + 1);
      int swapped = order[last];
      order[last] = order[other];
      order[other] = swapped;
    }
    return order;
  }

  /** The next 32 bits. */
  int next32() {
    if (next == SIZE) {
      refill();
    }
    int y = state[next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }

  private void refill() {
    for (int i = 0; i < SIZE; i++) {
      int y = (state[i] & 0x80000000) | (state[(i + 1) % SIZE] & 0x7fffffff);
      state[i] = state[(i + SHIFT) % SIZE] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : TWIST);
    }
    next = 0;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(next);
    for (int word : state) {
      out.writeInt(word);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    next = in.readInt();
    for (int i = 0; i < SIZE; i++) {
      state[i] = in.readInt();
    }
  }
}
