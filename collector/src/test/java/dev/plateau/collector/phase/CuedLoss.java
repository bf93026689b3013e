package dev.plateau.collector.phase;

import java.util.Arrays;
import java.util.Random;

/**
 * Losses as {@link RandomLoss} has them, with a learning rate that falls now and then, and losses
 * that answer to it, or do not.
 */
final class CuedLoss {
  private final double[] losses;
  private final double[] rates;

  private CuedLoss(double[] losses, double[] rates) {
    this.losses = losses;
    this.rates = rates;
  }

  /** One an observation. */
  double[] losses() {
    return losses;
  }

  /** In force at each observation; NaN: not told. */
  double[] rates() {
    return rates;
  }

  /** A stream; the same seed gives the same. */
  static CuedLoss stream(long seed) {
    Random random = new Random(seed);
    double[] losses = random.nextInt(3) == 0 ? RandomLoss.stream(seed) : level(random);
    double[] rates = new double[losses.length];
    Arrays.fill(rates, 1);
    for (int falls = random.nextInt(4); falls > 0; falls--) {
      int from = random.nextInt(losses.length);
      double rateLeft = 0.3 + 0.8 * random.nextDouble();
      double lossLeft = random.nextInt(3) == 0 ? 1 : Math.pow(10, -0.8 * random.nextDouble());
      for (int t = from; t < losses.length; t++) {
        rates[t] *= rateLeft;
        losses[t] *= lossLeft;
      }
    }
    if (random.nextInt(4) == 0) {
      rates[random.nextInt(rates.length)] = Double.NaN;
    }
    return new CuedLoss(losses, rates);
  }

  private static double[] level(Random random) {
    double[] losses = new double[40 + random.nextInt(3000)];
    double noise = 0.5 * random.nextDouble() * random.nextDouble();
    Arrays.setAll(losses, t -> Math.pow(10, -1 + noise * random.nextGaussian()));
    return losses;
  }
}
