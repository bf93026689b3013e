package dev.plateau.trainer.probe;

/**
 * An activation function h = f(z), which acts on each unit by itself.
 *
 * <p>Derivatives are functions of the value h, which a forward pass keeps; near saturation of
 * {@link #TANH} and {@link #SIGMOID} they are right to about 1e-16 absolutely, not relatively. NaN
 * gives NaN, but for the derivative of {@link #RELU}, which is 0 there.
 */
public enum Activation {
  /** f(z) = z. */
  IDENTITY {
    @Override
    double value(double z) {
      return z;
    }

    @Override
    double slope(double value) {
      return 1;
    }
  },

  /** f(z) = max(z, 0); its derivative at 0 is 0. */
  RELU {
    @Override
    double value(double z) {
      return Math.max(z, 0);
    }

    @Override
    double slope(double value) {
      return value > 0 ? 1 : 0;
    }
  },

  /** f(z) = tanh z. */
  TANH {
    @Override
    double value(double z) {
      return Math.tanh(z);
    }

    @Override
    double slope(double value) {
      return (1 - value) * (1 + value);
    }
  },

  /** f(z) = 1 / (1 + e⁻ᶻ). */
  SIGMOID {
    @Override
    double value(double z) {
      return 1 / (1 + Math.exp(-z));
    }

    @Override
    double slope(double value) {
      return value * (1 - value);
    }
  };

  /** f(z). */
  abstract double value(double z);

  /** f′(z) where f(z) = value. */
  abstract double slope(double value);

  /** Puts f(z) in the place of every z. */
  void applyTo(double[] z) {
    if (this != IDENTITY) {
      for (int i = 0; i < z.length; i++) {
        z[i] = value(z[i]);
      }
    }
  }

  /** Turns gradients by h into gradients by z: multiplies each by f′ at its unit's value. */
  void backThrough(double[] gradients, double[] values) {
    if (this != IDENTITY) {
      for (int i = 0; i < gradients.length; i++) {
        gradients[i] *= slope(values[i]);
      }
    }
  }
}
