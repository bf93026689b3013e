package dev.plateau.trainer.experiment.largesteps.diagonal;

/**
 * A plane through three states of a diagonal network: θ₀ + α e₁ + β e₂ with orthonormal e₁, e₂ of
 * its 2d parameters, e₁ towards the second state and e₂ towards the third, as far as that is across
 * e₁. Source: the code of Andriushchenko et al. (2023), Fig. 3.
 */
final class ParameterPlane {
  private static final double ROUNDING = 1e-12;

  private final double[] origin;
  private final double[] first;
  private final double[] second;

  /**
   * A plane.
   *
   * @param origin θ₀, by u, then by v
   * @param along where β is 0
   * @param across where β is above 0
   * @throws IllegalArgumentException if the three are on a line
   */
  ParameterPlane(double[] origin, double[] along, double[] across) {
    this.origin = origin;
    first = difference(along, origin);
    normalise(first, 1);
    second = difference(across, origin);
    double size = Math.sqrt(product(second, second));
    double shared = product(second, first);
    for (int k = 0; k < second.length; k++) {
      second[k] -= shared * first[k];
    }
    normalise(second, size);
  }

  /** α of the point of the plane that is nearest to a state. */
  double alpha(double[] state) {
    return product(difference(state, origin), first);
  }

  /** β of the point of the plane that is nearest to a state. */
  double beta(double[] state) {
    return product(difference(state, origin), second);
  }

  /** The state at a point. */
  double[] at(double alpha, double beta) {
    double[] state = origin.clone();
    for (int k = 0; k < state.length; k++) {
      state[k] += alpha * first[k] + beta * second[k];
    }
    return state;
  }

  private static double[] difference(double[] from, double[] what) {
    double[] difference = from.clone();
    for (int k = 0; k < difference.length; k++) {
      difference[k] -= what[k];
    }
    return difference;
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  /** Divides by the norm, which has to be more than rounding of what it was taken from. */
  private static void normalise(double[] direction, double size) {
    double norm = Math.sqrt(product(direction, direction));
    if (!(norm > ROUNDING * size)) {
      throw new IllegalArgumentException("three states on a line span no plane");
    }
    for (int k = 0; k < direction.length; k++) {
      direction[k] /= norm;
    }
  }
}
