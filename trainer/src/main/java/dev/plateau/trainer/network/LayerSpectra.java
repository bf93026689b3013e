package dev.plateau.trainer.network;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.NumericalRank;
import dev.plateau.trainer.probe.SingularValues;
import dev.plateau.trainer.probe.StableRank;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjDoubleConsumer;

/**
 * Spectra of layers' weight matrices: {@code spectral_norm/<layer>}, {@code numerical_rank/<layer>}
 * (σ > 1e-3) and {@code stable_rank/<layer>}; on request every singular value, {@code
 * singular_value/<layer>.<k>}, k from 1, the largest first. Source: Beneventano, Pinto, Poggio
 * (2024), Figs 2, 8, 10, 12, 19.
 *
 * <p>A layer of (outputs × inputs) takes about outputs·inputs·min(outputs, inputs) operations.
 */
public final class LayerSpectra implements NetworkProbe {
  /** The largest layer whose singular values are reported one by one. */
  private static final int MOST_VALUES = 1000;

  private static final NumericalRank RANK = new NumericalRank(NumericalRank.PAPER_THRESHOLD);

  private final List<String> layers;
  private final boolean reportsValues;

  private LayerSpectra(List<String> layers, boolean reportsValues) {
    this.layers = layers;
    this.reportsValues = reportsValues;
  }

  /**
   * The spectra of some layers.
   *
   * @param layers their names; in a MultiLayerNetwork numbers (0-based) will do. None: all layers
   *     that have a weight matrix
   */
  public static LayerSpectra of(String... layers) {
    return new LayerSpectra(List.of(layers), false);
  }

  /** The same that reports every singular value too, of layers that have at most 1000. */
  public LayerSpectra withSingularValues() {
    return new LayerSpectra(layers, true);
  }

  @Override
  public String name() {
    return "layer spectra";
  }

  @Override
  public BoundProbe bind(TrainedNetwork network) {
    List<String> names =
        layers.isEmpty()
            ? network.layersWithWeights()
            : layers.stream().map(network::existing).toList();
    if (names.isEmpty()) {
      throw new IllegalArgumentException(
          "no layer has a weight matrix; layers are " + network.describe());
    }
    names.forEach(name -> check(name, network.weights(name)));
    return () -> {
      Map<String, Matrix> weights = new LinkedHashMap<>();
      names.forEach(name -> weights.put(name, network.weights(name)));
      return row -> weights.forEach((name, w) -> report(name, SingularValues.of(w), row));
    };
  }

  private void check(String layer, Matrix weights) {
    int values = Math.min(weights.rows(), weights.columns());
    if (reportsValues && values > MOST_VALUES) {
      throw new IllegalArgumentException(
          "layer '%s' has %d singular values, more than %d are not reported one by one"
              .formatted(layer, values, MOST_VALUES));
    }
  }

  private void report(String layer, double[] values, ObjDoubleConsumer<MetricName> row) {
    row.accept(Metrics.spectralNorm(layer), values[0]);
    row.accept(Metrics.numericalRank(layer), RANK.among(values));
    row.accept(Metrics.stableRank(layer), StableRank.among(values));
    for (int k = 1; reportsValues && k <= values.length; k++) {
      row.accept(MetricName.of("singular_value", layer + "." + k), values[k - 1]);
    }
  }
}
