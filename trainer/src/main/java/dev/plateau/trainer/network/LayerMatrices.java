package dev.plateau.trainer.network;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.probe.GramMatrix;
import dev.plateau.trainer.probe.Matrix;
import java.util.List;
import java.util.function.ObjDoubleConsumer;

/**
 * Small layers' weight matrices and their Gram matrices, entry by entry: {@code
 * weight/<layer>.<output>.<input>} of W (outputs × inputs) and {@code
 * gram/<layer>.<input>.<otherInput>} of WᵀW (inputs × inputs), see {@link GramMatrix}. Source:
 * Beneventano, Pinto, Poggio (2024), Figs 1, 10, 12.
 *
 * <p>For pictures of a run's first and last step: a layer of 15 × 15 says 450 numbers, and a run
 * has at most 3000 names.
 */
public final class LayerMatrices implements NetworkProbe {
  /** The most inputs and outputs of a layer that is told. */
  public static final int MOST_UNITS = 64;

  private final List<String> layers;
  private final boolean withGrams;

  private LayerMatrices(List<String> layers, boolean withGrams) {
    this.layers = layers;
    this.withGrams = withGrams;
  }

  /**
   * The matrices of some layers.
   *
   * @param layers their names; in a MultiLayerNetwork numbers (0-based) will do. None: all layers
   *     that have a weight matrix
   */
  public static LayerMatrices of(String... layers) {
    return new LayerMatrices(List.of(layers), true);
  }

  /** The weights alone. */
  public LayerMatrices withoutGrams() {
    return new LayerMatrices(layers, false);
  }

  @Override
  public String name() {
    return "layer matrices";
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException also naming a layer of more than {@link #MOST_UNITS} inputs or
   *     outputs
   */
  @Override
  public BoundProbe bind(TrainedNetwork network) {
    List<String> names = new LayerSelection(network, layers).withWeightMatrix();
    names.forEach(name -> check(name, network.weights(name)));
    return () -> {
      List<Matrix> weights = names.stream().map(network::weights).toList();
      return row -> {
        for (int i = 0; i < weights.size(); i++) {
          report(names.get(i), weights.get(i), row);
        }
      };
    };
  }

  private static void check(String layer, Matrix weights) {
    if (Math.max(weights.rows(), weights.columns()) > MOST_UNITS) {
      throw new IllegalArgumentException(
          "layer '%s' has weights of %d x %d, entry by entry at most %d x %d are told"
              .formatted(layer, weights.rows(), weights.columns(), MOST_UNITS, MOST_UNITS));
    }
  }

  private void report(String layer, Matrix weights, ObjDoubleConsumer<MetricName> row) {
    for (int output = 0; output < weights.rows(); output++) {
      for (int input = 0; input < weights.columns(); input++) {
        row.accept(Metrics.weight(layer, output, input), weights.get(output, input));
      }
    }
    if (withGrams) {
      reportGram(layer, weights, row);
    }
  }

  private static void reportGram(String layer, Matrix weights, ObjDoubleConsumer<MetricName> row) {
    Matrix gram = GramMatrix.of(weights);
    for (int input = 0; input < gram.rows(); input++) {
      for (int other = 0; other < gram.columns(); other++) {
        row.accept(Metrics.gram(layer, input, other), gram.get(input, other));
      }
    }
  }
}
