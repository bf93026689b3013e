package dev.plateau.trainer.experiment.sgd;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A {@link ParameterRange}, for tests of networks that are made elsewhere.
 *
 * @param from the first place, 0-based
 * @param to the place behind the last
 * @param isTrained whether by the gradient
 */
public record TrainedStretch(long from, long to, boolean isTrained) {
  /** All of a graph, as its steps take them. */
  public static List<TrainedStretch> all(ComputationGraph network) {
    return ParameterRange.all(Arrays.asList(network.getLayers()), network.params()).stream()
        .map(range -> new TrainedStretch(range.from(), range.to(), range.isTrained()))
        .toList();
  }

  /** The stretch of a flat array, live. */
  public INDArray of(INDArray flat) {
    return new ParameterRange(from, to, isTrained).of(flat);
  }
}
