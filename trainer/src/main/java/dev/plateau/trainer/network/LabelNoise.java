package dev.plateau.trainer.network;

import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.MeanSquaredResidual;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Scale of the label noise that one-sample SGD amounts to, {@code label_noise}: the mean squared
 * residual 2L(θ) at fixed samples, see {@link MeanSquaredResidual}. Source: Andriushchenko et al.
 * (2023), Prop. 1. In inference mode, on a copy of the network.
 */
public final class LabelNoise implements NetworkProbe {
  private final INDArray samples;
  private final Matrix targets;

  private LabelNoise(INDArray samples, Matrix targets) {
    this.samples = samples;
    this.targets = targets;
  }

  /**
   * The noise on a training set.
   *
   * @param samples as the network takes them
   * @param targets (samples × outputs)
   * @throws IllegalArgumentException naming the numbers, if there are not as many as samples
   */
  public static LabelNoise on(INDArray samples, INDArray targets) {
    return new LabelNoise(
        samples.dup(), RowMajor.targets(targets, "targets are (samples × outputs)", samples));
  }

  @Override
  public String name() {
    return "label noise";
  }

  @Override
  public BoundProbe bind(TrainedNetwork network) {
    SampledOutputs outputs = new SampledOutputs(network, samples);
    if (outputs.width() != targets.columns()) {
      throw new IllegalArgumentException(
          "the network has %d outputs, the targets %d"
              .formatted(outputs.width(), targets.columns()));
    }
    return () -> {
      INDArray parameters = outputs.parameters();
      return row ->
          row.accept(Metrics.LABEL_NOISE, MeanSquaredResidual.of(outputs.at(parameters), targets));
    };
  }
}
