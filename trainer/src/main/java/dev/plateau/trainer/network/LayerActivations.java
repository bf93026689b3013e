package dev.plateau.trainer.network;

import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.UnitSample;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Activations of a layer's {@link UnitSample} at many samples.
 *
 * @param values (samples × measured units)
 * @param areSpatial whether the layer gives images rather than vectors
 */
record LayerActivations(Matrix values, boolean areSpatial) {
  private static final int IMAGE_RANK = 4;

  /**
   * Runs the samples through a network.
   *
   * @throws IllegalArgumentException naming the shape, if the network does not take them
   */
  static LayerActivations of(TrainedNetwork network, String layer, SampleParts samples) {
    List<LayerActivations> parts =
        samples.stream().map(part -> of(network.outputOf(layer, part))).toList();
    return new LayerActivations(
        SampleParts.stacked(parts.stream().map(LayerActivations::values)),
        parts.get(0).areSpatial());
  }

  private static LayerActivations of(INDArray output) {
    return new LayerActivations(
        UnitSample.of(RowMajor.bySample(output)), output.rank() >= IMAGE_RANK);
  }
}
