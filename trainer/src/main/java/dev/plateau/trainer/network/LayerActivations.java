package dev.plateau.trainer.network;

import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.UnitSample;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Activations of a layer at many samples, of its {@link UnitSample}, 256 samples at a time: a
 * forward pass keeps all layers' activations, which for a convolutional network is a lot.
 *
 * @param values (samples × measured units)
 * @param areSpatial whether the layer gives images rather than vectors
 */
record LayerActivations(Matrix values, boolean areSpatial) {
  private static final int AT_ONCE = 256;
  private static final int IMAGE_RANK = 4;

  /**
   * Runs the samples through a network.
   *
   * @throws IllegalArgumentException naming the shape, if the network does not take them
   */
  static LayerActivations of(TrainedNetwork network, String layer, INDArray samples) {
    List<Matrix> parts = new ArrayList<>();
    boolean areSpatial = false;
    long count = samples.size(0);
    for (long from = 0; from < count; from += AT_ONCE) {
      INDArray output = network.outputOf(layer, part(samples, from, count));
      areSpatial = output.rank() >= IMAGE_RANK;
      parts.add(UnitSample.of(TrainedNetwork.bySample(output)));
    }
    return new LayerActivations(stacked(parts), areSpatial);
  }

  private static INDArray part(INDArray samples, long from, long count) {
    return count <= AT_ONCE
        ? samples
        : samples.get(NDArrayIndex.interval(from, Math.min(from + AT_ONCE, count))).dup();
  }

  private static Matrix stacked(List<Matrix> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    int rows = parts.stream().mapToInt(Matrix::rows).sum();
    Matrix all = Matrix.zeros(rows, parts.get(0).columns());
    int at = 0;
    for (Matrix part : parts) {
      System.arraycopy(part.data(), 0, all.data(), at, part.data().length);
      at += part.data().length;
    }
    return all;
  }
}
