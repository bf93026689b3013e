package dev.plateau.trainer.network;

import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.probe.EuclideanDistance;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Euclidean distance of each layer's parameters from those at the beginning, {@code
 * distance_from_init/<layer>}: ‖θ_l − θ_l(0)‖₂ over weights, biases and whatever else is a
 * parameter to DL4J (batch normalisation's running statistics are). Source: Andriushchenko et al.
 * (2023), Figs 9 and 14.
 *
 * <p>The beginning is when the probe is bound: before the first step that is watched. Keeps a copy
 * of the parameters from then on.
 */
public final class DistanceFromInit implements NetworkProbe {
  private final List<String> layers;

  private DistanceFromInit(List<String> layers) {
    this.layers = layers;
  }

  /**
   * The distances of some layers.
   *
   * @param layers their names; in a MultiLayerNetwork numbers (0-based) will do. None: all layers
   *     that have parameters
   */
  public static DistanceFromInit of(String... layers) {
    return new DistanceFromInit(List.of(layers));
  }

  @Override
  public String name() {
    return "distance from initialisation";
  }

  @Override
  public BoundProbe bind(TrainedNetwork network) {
    List<String> names = new LayerSelection(network, layers).withParameters();
    List<INDArray> first = parameters(network, names);
    return () -> {
      List<INDArray> now = parameters(network, names);
      return row -> {
        for (int i = 0; i < now.size(); i++) {
          row.accept(Metrics.distanceFromInit(names.get(i)), distance(now.get(i), first.get(i)));
        }
      };
    };
  }

  private static double distance(INDArray params, INDArray first) {
    return EuclideanDistance.between(RowMajor.values(params), RowMajor.values(first));
  }

  private static List<INDArray> parameters(TrainedNetwork network, List<String> names) {
    return names.stream().map(network::parametersOf).toList();
  }
}
