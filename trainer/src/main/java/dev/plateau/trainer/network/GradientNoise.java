package dev.plateau.trainer.network;

import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.Mlp;
import dev.plateau.trainer.probe.SimpleNoiseScale;
import dev.plateau.trainer.probe.TangentFeatures;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Noise scale of the squared loss's gradients at fixed samples, {@code gradient_noise_scale}, of a
 * perceptron with one output: tr Σ / ‖ḡ‖² of g_i = (h(x_i) − y_i) ∇h(x_i), see {@link
 * SimpleNoiseScale}.
 *
 * <p>For n samples and p parameters a measurement costs about n·p operations and 8·n·p bytes.
 */
public final class GradientNoise implements NetworkProbe {
  private final Matrix samples;
  private final double[] targets;

  private GradientNoise(Matrix samples, Matrix targets) {
    if (targets.columns() != 1 || targets.rows() != samples.rows()) {
      throw new IllegalArgumentException(
          "%d samples need one target each, got a %s".formatted(samples.rows(), targets));
    }
    this.samples = samples;
    this.targets = targets.data();
  }

  /**
   * The scale on a training set.
   *
   * @param samples (samples × inputs)
   * @param targets (samples × 1)
   * @throws IllegalArgumentException naming the shapes, if they do not fit
   */
  public static GradientNoise on(INDArray samples, INDArray targets) {
    return new GradientNoise(
        RowMajor.matrix(samples, "samples are (samples × inputs)"),
        RowMajor.matrix(targets, "targets are (samples × 1)"));
  }

  @Override
  public String name() {
    return "gradient noise scale";
  }

  @Override
  public BoundProbe bind(TrainedNetwork network) {
    NetworkMlp perceptron = NetworkMlp.of(network);
    int outputs = perceptron.read().outputs(samples).length / samples.rows();
    if (outputs != 1) {
      throw new IllegalArgumentException("one output is needed, the network has " + outputs);
    }
    return () -> {
      Mlp mlp = perceptron.read();
      return row -> row.accept(Metrics.GRADIENT_NOISE_SCALE, scale(mlp));
    };
  }

  private double scale(Mlp mlp) {
    double[] outputs = mlp.outputs(samples);
    Matrix gradients = TangentFeatures.of(mlp, samples);
    double[] data = gradients.data();
    for (int at = 0; at < data.length; at++) {
      int sample = at / gradients.columns();
      data[at] *= outputs[sample] - targets[sample];
    }
    return SimpleNoiseScale.of(gradients);
  }
}
