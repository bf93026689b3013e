package dev.plateau.trainer.network;

import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.OrthonormalBasis;
import dev.plateau.trainer.probe.SubspaceNorm;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Norms of the first layer's weights along the irrelevant directions of the input and across them,
 * {@code w1_irrelevant_norm} and {@code w1_relevant_norm}, where those directions are no axes; for
 * axes there is {@link InputWeights}.
 *
 * <p>The first layer is the first that has weights. About 2·outputs·inputs·k operations at a step,
 * for k directions.
 */
public final class InputSubspace implements NetworkProbe {
  private final SubspaceNorm norm;
  private final int inputs;

  private InputSubspace(OrthonormalBasis basis) {
    this.norm = new SubspaceNorm(basis);
    this.inputs = basis.inputs();
  }

  /**
   * The norms for a basis of the directions that the target does not depend on.
   *
   * @param irrelevant (inputs × k), with orthonormal columns
   * @throws IllegalArgumentException quoting the deviation, if they are not orthonormal
   */
  public static InputSubspace of(Matrix irrelevant) {
    return new InputSubspace(new OrthonormalBasis(irrelevant));
  }

  /** The norms for a basis, as {@link #of(Matrix)}. */
  public static InputSubspace of(INDArray irrelevant) {
    return of(RowMajor.matrix(irrelevant, "a basis is (inputs × directions)"));
  }

  @Override
  public String name() {
    return "W1 norms by basis";
  }

  @Override
  public BoundProbe bind(TrainedNetwork network) {
    String first = LayerSelection.firstWithWeights(network);
    int found = network.weights(first).columns();
    if (found != inputs) {
      throw new IllegalArgumentException(
          "layer '%s' has %d inputs, the basis %d".formatted(first, found, inputs));
    }
    return () -> {
      Matrix w1 = network.weights(first);
      return row -> {
        row.accept(Metrics.W1_IRRELEVANT_NORM, norm.along(w1));
        row.accept(Metrics.W1_RELEVANT_NORM, norm.across(w1));
      };
    };
  }
}
