package dev.plateau.trainer.network;

import dev.plateau.trainer.probe.Matrix;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network's outputs at fixed samples: in inference mode, on a copy of the network, a part of the
 * samples at a time. For one thread at a time.
 */
final class SampledOutputs {
  private final TrainedNetwork network;
  private final TrainedNetwork copy;
  private final String output;
  private final SampleParts parts;
  private final int width;

  /**
   * The outputs of a network of one output layer.
   *
   * @throws IllegalArgumentException naming what does not fit, if it has several or does not take
   *     such samples
   */
  SampledOutputs(TrainedNetwork network, INDArray samples) {
    this.network = network;
    this.output = network.outputLayer();
    this.copy = network.copy();
    this.parts = SampleParts.of(samples.castTo(network.params().dataType()));
    this.width = copy.activationsOf(output, parts.first()).columns();
  }

  /** Number of outputs of a sample. */
  int width() {
    return width;
  }

  /** A copy of the network's present parameters, for {@link #at}. */
  INDArray parameters() {
    return network.params().dup();
  }

  /** Outputs (samples × outputs) with these parameters. */
  Matrix at(INDArray parameters) {
    copy.setParams(parameters);
    return SampleParts.stacked(parts.stream().map(part -> copy.activationsOf(output, part)));
  }
}
