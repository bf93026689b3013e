package dev.plateau.trainer.probe;

/**
 * Euclidean distance of two vectors: ‖a − b‖₂.
 *
 * <p>Of a layer's parameters from those it began with it says how far the layer has gone. Source:
 * Andriushchenko et al. (2023), Figs 9 and 14. ≥ 0; NaN if a difference is.
 */
public final class EuclideanDistance {
  private EuclideanDistance() {}

  /**
   * The distance.
   *
   * @throws IllegalArgumentException if the lengths differ
   */
  public static double between(double[] a, double[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "there is no distance between %d and %d numbers".formatted(a.length, b.length));
    }
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = a[i] - b[i];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }
}
