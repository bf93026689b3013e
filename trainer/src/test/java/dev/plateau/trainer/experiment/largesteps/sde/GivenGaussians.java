package dev.plateau.trainer.experiment.largesteps.sde;

import java.util.Random;

/** Standard normal numbers that a test gives, in order; none left is an error. */
final class GivenGaussians extends Random {
  private static final long serialVersionUID = 1;

  private final double[] values;
  private int next;

  GivenGaussians(double... values) {
    this.values = values;
  }

  @Override
  public synchronized double nextGaussian() {
    if (next == values.length) {
      throw new AssertionError("more than %d numbers drawn".formatted(values.length));
    }
    return values[next++];
  }
}
