package dev.plateau.collector.phase;

import java.util.Random;

/**
 * Losses as they come, and worse: stretches that stay, fall, rise or wander, of noise from none to
 * a decade, jumps between them, repeated values, zeros, and now and then a loss that is none.
 */
final class RandomLoss {
  private RandomLoss() {}

  /** A stream of a few hundred to a few thousand losses; the same seed gives the same. */
  static double[] stream(long seed) {
    Random random = new Random(seed);
    double[] losses = new double[200 + random.nextInt(3000)];
    double level = random.nextGaussian();
    int t = 0;
    while (t < losses.length) {
      int end = Math.min(losses.length, t + 20 + random.nextInt(900));
      double slope = random.nextInt(3) == 0 ? random.nextGaussian() * 0.005 : 0;
      double noise = random.nextDouble() * random.nextDouble();
      double wander = random.nextInt(3) == 0 ? 0.02 : 0;
      for (; t < end; t++) {
        level += slope + wander * random.nextGaussian();
        losses[t] = Math.pow(10, level + noise * random.nextGaussian());
      }
      level += (random.nextInt(3) == 0 ? 2 : -1) * random.nextDouble() * 2;
    }
    spoil(losses, random);
    return losses;
  }

  private static void spoil(double[] losses, Random random) {
    int at = random.nextInt(losses.length);
    switch (random.nextInt(8)) {
      case 0 -> losses[at] = Double.NaN;
      case 1 -> losses[at] = Double.POSITIVE_INFINITY;
      case 2 -> losses[at] = 0;
      case 3 -> losses[at] = -1;
      case 4 -> losses[at] = 1e30;
      case 5 -> round(losses);
      default -> {}
    }
  }

  /** Few different values, so that ties and constant stretches come up. */
  private static void round(double[] losses) {
    for (int t = 0; t < losses.length; t++) {
      losses[t] = Math.round(losses[t] * 8) / 8.0;
    }
  }
}
