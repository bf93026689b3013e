package dev.plateau.trainer.probe;

import java.util.Arrays;
import java.util.Random;

/**
 * The units of a layer that are measured: all up to 1000, else the same random 1000 every time. A
 * sample's units depend on their number alone, so that samples may be taken of parts of the rows.
 */
public final class UnitSample {
  private static final int MOST = 1000;
  private static final long SEED = 1;

  private UnitSample() {}

  /** A copy of (samples × units) with the measured units only, in their order. */
  public static Matrix of(Matrix activations) {
    if (activations.columns() <= MOST) {
      return new Matrix(activations.rows(), activations.columns(), activations.data().clone());
    }
    int[] units = chosen(activations.columns());
    Matrix sample = Matrix.zeros(activations.rows(), MOST);
    int at = 0;
    for (int row = 0; row < activations.rows(); row++) {
      for (int unit : units) {
        sample.data()[at++] = activations.get(row, unit);
      }
    }
    return sample;
  }

  /** 1000 of {@code units} indices without repetition, ascending; the same for the same number. */
  static int[] chosen(int units) {
    Random random = new Random(SEED);
    int[] shuffled = new int[units];
    Arrays.setAll(shuffled, i -> i);
    for (int i = 0; i < MOST; i++) {
      int other = i + random.nextInt(units - i);
      int unit = shuffled[other];
      shuffled[other] = shuffled[i];
      shuffled[i] = unit;
    }
    int[] chosen = Arrays.copyOf(shuffled, MOST);
    Arrays.sort(chosen);
    return chosen;
  }
}
