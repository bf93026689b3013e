package dev.plateau.trainer.network;

import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.probe.ActivationPattern;
import dev.plateau.trainer.probe.Matrix;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Share of (sample, unit) pairs of each ReLU layer whose state, on or off, is not that of the
 * beginning, {@code relu_pattern_change/<layer>}, at fixed samples. Source: Andriushchenko et al.
 * (2023), Figs 9 and 14.
 *
 * <p>The beginning is when the probe is bound: before the first step that is watched. Its patterns
 * are kept, a bit for each pair. In inference mode, on a copy of the network; a measurement takes a
 * forward pass for each layer, up to it.
 */
public final class ActivationPatternChange implements NetworkProbe {
  private final INDArray samples;
  private final List<String> layers;

  private ActivationPatternChange(INDArray samples, List<String> layers) {
    this.samples = samples;
    this.layers = layers;
  }

  /**
   * The changes of all layers that end in a ReLU.
   *
   * @param samples as the network takes them
   */
  public static ActivationPatternChange at(INDArray samples) {
    return new ActivationPatternChange(samples.dup(), List.of());
  }

  /**
   * The changes of some layers; on is an activation above 0, whatever the layer's activation
   * function.
   *
   * @param names of layers; in a MultiLayerNetwork numbers (0-based) will do
   */
  public ActivationPatternChange of(String... names) {
    return new ActivationPatternChange(samples, List.of(names));
  }

  @Override
  public String name() {
    return "ReLU pattern change";
  }

  @Override
  public BoundProbe bind(TrainedNetwork network) {
    List<String> names = new LayerSelection(network, layers).withRelu();
    TrainedNetwork copy = network.copy();
    SampleParts inputs = SampleParts.of(samples.castTo(network.params().dataType()));
    List<ActivationPattern> first = patterns(copy, names, inputs);
    return () -> {
      INDArray params = network.params().dup();
      return row -> {
        copy.setParams(params);
        List<ActivationPattern> now = patterns(copy, names, inputs);
        for (int i = 0; i < now.size(); i++) {
          row.accept(Metrics.patternChange(names.get(i)), first.get(i).shareChangedTo(now.get(i)));
        }
      };
    };
  }

  private static List<ActivationPattern> patterns(
      TrainedNetwork network, List<String> names, SampleParts inputs) {
    return names.stream()
        .map(name -> ActivationPattern.of(activations(network, name, inputs)))
        .toList();
  }

  private static Matrix activations(TrainedNetwork network, String layer, SampleParts inputs) {
    return SampleParts.stacked(inputs.stream().map(part -> network.activationsOf(layer, part)));
  }
}
