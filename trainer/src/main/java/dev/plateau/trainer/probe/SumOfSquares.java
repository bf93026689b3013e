package dev.plateau.trainer.probe;

import static org.bytedeco.openblas.global.openblas_nolapack.cblas_ddot;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.indexer.FloatIndexer;

/**
 * Sum of the squares of numbers where they lie, in native memory: Σ xᵢ², in double precision.
 *
 * <p>≥ 0; 0 for no numbers; NaN if a number is; infinite if one is, or if its square is above the
 * largest double. The order of the additions is not that of the numbers: several sums run side by
 * side. Copies nothing; safe for several threads.
 */
public final class SumOfSquares {
  /** Numbers added up at a time. Above 10,000 OpenBLAS may use several threads. */
  private static final int BLOCK = 8192;

  private SumOfSquares() {}

  /**
   * The sum over doubles, by OpenBLAS.
   *
   * @param count how many, from the first that the pointer points to
   */
  public static double of(DoublePointer numbers, long count) {
    if (count <= BLOCK) {
      return dot((int) count, numbers);
    }
    double sum = 0;
    for (long from = 0; from < count; from += BLOCK) {
      sum += dot((int) Math.min(BLOCK, count - from), numbers.getPointer(from));
    }
    return sum;
  }

  private static double dot(int count, DoublePointer numbers) {
    return cblas_ddot(count, numbers, 1, numbers, 1);
  }

  /** The sum over the first {@code count} floats, each squared as a double. */
  public static double of(FloatIndexer numbers, long count) {
    double sum = 0;
    for (long from = 0; from < count; from += BLOCK) {
      sum += ofBlock(numbers, from, (int) Math.min(BLOCK, count - from));
    }
    return sum;
  }

  /** A short loop in a method of its own: the compiler does it well, however long the array is. */
  private static double ofBlock(FloatIndexer numbers, long from, int count) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < count; i += 4) {
      a += square(numbers.get(from + i));
      b += square(numbers.get(from + i + 1));
      c += square(numbers.get(from + i + 2));
      d += square(numbers.get(from + i + 3));
    }
    for (; i < count; i++) {
      a += square(numbers.get(from + i));
    }
    return (a + b) + (c + d);
  }

  private static double square(double value) {
    return value * value;
  }
}
