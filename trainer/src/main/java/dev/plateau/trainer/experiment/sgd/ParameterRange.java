package dev.plateau.trainer.experiment.sgd;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A stretch of a network's flat parameters that is either trained or holds running statistics of
 * batch normalisation. DL4J keeps those among the parameters, and in the gradient's array what they
 * are to fall by: not a sum over samples, and no matter of the learning rate.
 *
 * @param from the first place, 0-based
 * @param to the place behind the last
 * @param isTrained whether by the gradient
 */
record ParameterRange(long from, long to, boolean isTrained) {
  /**
   * All ranges of a network, in order, each as long as can be.
   *
   * @param layers in any order: a graph's list of layers is not that of their parameters
   * @param params of the network, of which the layers' are views
   */
  static List<ParameterRange> all(List<Layer> layers, INDArray params) {
    List<ParameterRange> parts = new ArrayList<>();
    for (Layer layer : layers) {
      layer
          .paramTable()
          .forEach(
              (name, values) -> {
                long from = values.offset() - params.offset();
                boolean isTrained = layer.updaterDivideByMinibatch(name);
                parts.add(new ParameterRange(from, from + values.length(), isTrained));
              });
    }
    parts.sort(Comparator.comparingLong(ParameterRange::from));
    List<ParameterRange> ranges = new ArrayList<>();
    parts.forEach(part -> add(ranges, part));
    return List.copyOf(ranges);
  }

  private static void add(List<ParameterRange> ranges, ParameterRange next) {
    ParameterRange last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
    long end = last == null ? 0 : last.to;
    if (next.from != end) {
      throw new IllegalStateException(
          "parameters from %d on belong to no layer, or to two"
              .formatted(Math.min(end, next.from)));
    }
    if (last != null && last.isTrained == next.isTrained) {
      ranges.set(ranges.size() - 1, new ParameterRange(last.from, next.to, next.isTrained));
    } else {
      ranges.add(next);
    }
  }

  /** The stretch of a flat array, live; the array itself where that is all of it. */
  INDArray of(INDArray flat) {
    return to - from == flat.length()
        ? flat
        : flat.reshape(flat.length()).get(NDArrayIndex.interval(from, to));
  }
}
