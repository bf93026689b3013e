package dev.plateau.trainer.network;

import dev.plateau.trainer.probe.SparsityCoefficient;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * At what a network is to be measured.
 *
 * @param samples as the network takes them, the first dimension counts them
 * @param targets of the shape of the network's output for the samples; null: no losses
 * @param irrelevant indices (0-based) of the inputs that the target does not depend on; null: no
 *     norms by relevance
 * @param beginning the network as it began; null: nothing of how far it has come
 * @param correlationThreshold of the feature sparsity, in (0, 1]
 */
public record MeasureRequest(
    INDArray samples,
    @Nullable INDArray targets,
    @Nullable List<Integer> irrelevant,
    @Nullable TrainedNetwork beginning,
    double correlationThreshold) {
  /**
   * A request.
   *
   * @throws IllegalArgumentException quoting what is wrong
   */
  public MeasureRequest {
    if (samples.rank() == 0 || samples.isEmpty()) {
      throw new IllegalArgumentException("there are no samples");
    }
    SparsityCoefficient.ofNormalizedRows(correlationThreshold);
    irrelevant = irrelevant == null ? null : List.copyOf(irrelevant);
  }
}
