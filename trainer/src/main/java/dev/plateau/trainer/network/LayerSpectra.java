package dev.plateau.trainer.network;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.probe.GramMatrix;
import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.NumericalRank;
import dev.plateau.trainer.probe.SingularValues;
import dev.plateau.trainer.probe.StableRank;
import java.util.List;
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
  /** The largest layer of which numbers are reported one by one. */
  private static final int MOST_NUMBERS = 1000;

  private static final NumericalRank RANK = new NumericalRank(NumericalRank.PAPER_THRESHOLD);

  private final List<String> layers;
  private final boolean reportsValues;
  private final boolean reportsDiagonal;

  private LayerSpectra(List<String> layers, boolean reportsValues, boolean reportsDiagonal) {
    this.layers = layers;
    this.reportsValues = reportsValues;
    this.reportsDiagonal = reportsDiagonal;
  }

  /**
   * The spectra of some layers.
   *
   * @param layers their names; in a MultiLayerNetwork numbers (0-based) will do. None: all layers
   *     that have a weight matrix
   */
  public static LayerSpectra of(String... layers) {
    return new LayerSpectra(List.of(layers), false, false);
  }

  /** The same that reports every singular value too, of layers that have at most 1000. */
  public LayerSpectra withSingularValues() {
    return new LayerSpectra(layers, true, reportsDiagonal);
  }

  /** The same that reports the diagonal of WᵀW too, of layers of at most 1000 inputs. */
  public LayerSpectra withGramDiagonal() {
    return new LayerSpectra(layers, reportsValues, true);
  }

  @Override
  public String name() {
    return "layer spectra";
  }

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

  private void check(String layer, Matrix weights) {
    int most = 0;
    if (reportsValues) {
      most = Math.min(weights.rows(), weights.columns());
    }
    if (reportsDiagonal) {
      most = weights.columns();
    }
    if (most > MOST_NUMBERS) {
      throw new IllegalArgumentException(
          "layer '%s' has %d numbers to report one by one, at most %d are"
              .formatted(layer, most, MOST_NUMBERS));
    }
  }

  private void report(String layer, Matrix weights, ObjDoubleConsumer<MetricName> row) {
    double[] values = SingularValues.of(weights);
    row.accept(Metrics.spectralNorm(layer), values[0]);
    row.accept(Metrics.numericalRank(layer), RANK.among(values));
    row.accept(Metrics.stableRank(layer), StableRank.among(values));
    for (int k = 1; reportsValues && k <= values.length; k++) {
      row.accept(Metrics.singularValue(layer, k), values[k - 1]);
    }
    double[] diagonal = reportsDiagonal ? GramMatrix.diagonal(weights) : new double[0];
    for (int input = 0; input < diagonal.length; input++) {
      row.accept(Metrics.gramDiagonal(layer, input), diagonal[input]);
    }
  }
}
