package dev.plateau.trainer.network;

import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.probe.ColumnNorms;
import dev.plateau.trainer.probe.Matrix;

/**
 * How much the first layer attends to each input: {@code w1_column_norm/<input>}, the norm of its
 * weights of that input, where nobody knows which inputs are relevant; else there is {@link
 * InputSupport}. Source: Beneventano, Pinto, Poggio (2024), Fig. 5.
 *
 * <p>The first layer is the first that has weights; at most 1000 inputs. A due step copies all of
 * its weights.
 */
public final class InputColumnNorms implements NetworkProbe {
  private static final int MOST_INPUTS = 1000;

  @Override
  public String name() {
    return "W1 column norms";
  }

  @Override
  public BoundProbe bind(TrainedNetwork network) {
    String first = LayerSelection.firstWithWeights(network);
    int inputs = network.weights(first).columns();
    if (inputs > MOST_INPUTS) {
      throw new IllegalArgumentException(
          "layer '%s' has %d inputs to report one by one, at most %d are"
              .formatted(first, inputs, MOST_INPUTS));
    }
    return () -> {
      Matrix w1 = network.weights(first);
      return row -> {
        double[] norms = ColumnNorms.of(w1);
        for (int input = 0; input < norms.length; input++) {
          row.accept(Metrics.columnNorm(input), norms[input]);
        }
      };
    };
  }
}
