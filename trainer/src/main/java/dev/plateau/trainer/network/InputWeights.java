package dev.plateau.trainer.network;

import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.probe.InputSet;
import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.W1Norm;

/**
 * Norms of the first layer's weights of irrelevant and of relevant inputs: {@code
 * w1_irrelevant_norm} and {@code w1_relevant_norm}. The first layer is the first that has a weight
 * matrix.
 */
public final class InputWeights implements NetworkProbe {
  private final int[] irrelevant;

  /**
   * The norms.
   *
   * @param irrelevant indices (0-based) of the inputs that the target does not depend on
   */
  public InputWeights(int... irrelevant) {
    this.irrelevant = irrelevant.clone();
  }

  @Override
  public String name() {
    return "irrelevant W1 norm";
  }

  @Override
  public boolean isCheap() {
    return true;
  }

  @Override
  public BoundProbe bind(TrainedNetwork network) {
    String first = LayerSelection.firstWithWeights(network);
    Matrix w1 = network.weights(first);
    int inputs = w1.columns();
    InputSet irrelevantInputs = InputSet.of(inputs, irrelevant);
    W1Norm irrelevantNorm = W1Norm.over(irrelevantInputs);
    W1Norm relevantNorm = W1Norm.over(irrelevantInputs.complement());
    return () -> {
      // Two numbers are cheaper to make than a copy of the weights is to keep.
      network.readWeights(first, w1);
      double ofIrrelevant = irrelevantNorm.of(w1);
      double ofRelevant = relevantNorm.of(w1);
      return row -> {
        row.accept(Metrics.W1_IRRELEVANT_NORM, ofIrrelevant);
        row.accept(Metrics.W1_RELEVANT_NORM, ofRelevant);
      };
    };
  }
}
