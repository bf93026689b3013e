package dev.plateau.trainer.network;

import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Which layers of a network a probe measures: those that were named, or all that have what it
 * measures. Refusals name the layers there are.
 */
final class LayerSelection {
  private final TrainedNetwork network;
  private final List<String> named;

  /** The selection of some names; none: all that have it. */
  LayerSelection(TrainedNetwork network, List<String> named) {
    this.network = network;
    this.named = named.stream().map(network::existing).toList();
  }

  /**
   * The first layer that has weights.
   *
   * @throws IllegalArgumentException if none has
   */
  static String firstWithWeights(TrainedNetwork network) {
    return network.layers().stream()
        .filter(name -> network.layer(name).paramTable().containsKey("W"))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no layer has weights; layers are " + network.describe()));
  }

  /**
   * Those that have parameters.
   *
   * @throws IllegalArgumentException if a named one has none, or if there are none at all
   */
  List<String> withParameters() {
    return among(all().filter(name -> network.layer(name).numParams() > 0), "parameters");
  }

  /** Those that have a weight matrix; errors as above. */
  List<String> withWeightMatrix() {
    return among(
        all().filter(name -> isMatrix(network.layer(name).paramTable().get("W"))),
        "a weight matrix");
  }

  /**
   * Those that were named, whatever they end in, else those that end in a ReLU.
   *
   * @throws IllegalArgumentException if there are none
   */
  List<String> withRelu() {
    return named.isEmpty() ? among(all().filter(this::endsInRelu), "a ReLU at its end") : named;
  }

  private Stream<String> all() {
    return network.layers().stream();
  }

  private List<String> among(Stream<String> eligible, String what) {
    List<String> having = eligible.toList();
    for (String name : named) {
      if (!having.contains(name)) {
        throw new IllegalArgumentException(
            "layer '%s' has no %s; layers are %s"
                .formatted(name, what.replaceFirst("^a ", ""), network.describe()));
      }
    }
    if (having.isEmpty()) {
      throw new IllegalArgumentException(
          "no layer has %s; layers are %s".formatted(what, network.describe()));
    }
    return named.isEmpty() ? having : named;
  }

  private boolean endsInRelu(String name) {
    Layer configuration = network.layer(name).conf().getLayer();
    return function(configuration) instanceof ActivationReLU;
  }

  private static @Nullable IActivation function(Layer configuration) {
    if (configuration instanceof BaseLayer base) {
      return base.getActivationFn();
    }
    return configuration instanceof ActivationLayer alone ? alone.getActivationFn() : null;
  }

  private static boolean isMatrix(@Nullable INDArray weights) {
    return weights != null && weights.rank() == 2;
  }
}
