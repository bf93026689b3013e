package dev.plateau.trainer.network;

import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.probe.Matrix;

/**
 * First-layer weights of inputs that are 0 at every sample of the training: {@code never_on_norm},
 * their Frobenius norm, and {@code never_on_change}, that of their difference from those at the
 * beginning. No gradient reaches them, so that the change is exactly 0 unless they are decayed.
 * Source: Beneventano, Pinto, Poggio (2024), Prop. 5. ≥ 0; NaN if one of the weights is; 0 where
 * there is no such input.
 *
 * <p>The beginning is when the probe is bound.
 */
public final class NeverOnInputs implements NetworkProbe {
  private final int[] inputs;

  private NeverOnInputs(int[] inputs) {
    this.inputs = inputs;
  }

  /**
   * The weights of some inputs.
   *
   * @param inputs indices (0-based)
   */
  public static NeverOnInputs of(int... inputs) {
    return new NeverOnInputs(inputs.clone());
  }

  @Override
  public String name() {
    return "weights of inputs that are never on";
  }

  @Override
  public BoundProbe bind(TrainedNetwork network) {
    String layer = LayerSelection.firstWithWeights(network);
    Matrix first = network.weights(layer);
    for (int input : inputs) {
      if (input < 0 || input >= first.columns()) {
        throw new IllegalArgumentException(
            "layer '%s' has the inputs 0 to %d, not %d"
                .formatted(layer, first.columns() - 1, input));
      }
    }
    return () -> {
      Matrix w1 = network.weights(layer);
      return row -> {
        row.accept(Metrics.NEVER_ON_NORM, distance(w1, Matrix.zeros(w1.rows(), w1.columns())));
        row.accept(Metrics.NEVER_ON_CHANGE, distance(w1, first));
      };
    };
  }

  private double distance(Matrix w1, Matrix from) {
    double sum = 0;
    for (int out = 0; out < w1.rows(); out++) {
      for (int input : inputs) {
        double difference = w1.get(out, input) - from.get(out, input);
        sum += difference * difference;
      }
    }
    return Math.sqrt(sum);
  }
}
