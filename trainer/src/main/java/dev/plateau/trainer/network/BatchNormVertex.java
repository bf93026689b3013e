package dev.plateau.trainer.network;

import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.TangentKernel;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch normalisation in inference mode, y = γ x̂ + β with x̂ = (x − mean) / √(var + ε) of the
 * running statistics, for each unit or channel. γ and β are parameters unless the layer locks them;
 * the running statistics, which DL4J keeps beside them, are not. By hand, because DL4J's backward
 * pass goes through the batch's statistics.
 */
final class BatchNormVertex implements TangentVertex {
  private final Layer layer;
  private @Nullable INDArray input;

  BatchNormVertex(Layer layer) {
    this.layer = layer;
  }

  @Override
  public INDArray forward(List<INDArray> inputs) {
    INDArray x = inputs.get(0);
    input = x;
    double[] values = normalized(x);
    double[] gammas = gammas();
    double[] betas = betas();
    int positions = positions(x);
    for (int at = 0; at < values.length; at++) {
      int channel = at / positions % gammas.length;
      values[at] = values[at] * gammas[channel] + betas[channel];
    }
    return RowMajor.array(values, x.shape());
  }

  @Override
  public List<INDArray> backward(INDArray gradients, boolean wantsInputs, TangentKernel kernel) {
    INDArray x = Objects.requireNonNull(input);
    input = null;
    double[] byOutput = RowMajor.values(gradients);
    if (!conf().isLockGammaBeta()) {
      kernel.addGradients(gradientsByGammaAndBeta(byOutput, normalized(x), positions(x)));
    }
    if (!wantsInputs) {
      return List.of();
    }
    double[] gammas = gammas();
    double[] deviations = deviations();
    int positions = positions(x);
    for (int at = 0; at < byOutput.length; at++) {
      int channel = at / positions % gammas.length;
      byOutput[at] *= gammas[channel] / deviations[channel];
    }
    return List.of(RowMajor.array(byOutput, x.shape()));
  }

  private Matrix gradientsByGammaAndBeta(double[] byOutput, double[] normalized, int positions) {
    int channels = channels();
    Matrix gradients = Matrix.zeros(byOutput.length / channels / positions, 2 * channels);
    for (int at = 0; at < byOutput.length; at++) {
      int sample = at / positions / channels;
      int gamma = sample * 2 * channels + at / positions % channels;
      gradients.data()[gamma] += byOutput[at] * normalized[at];
      gradients.data()[gamma + channels] += byOutput[at];
    }
    return gradients;
  }

  /** x̂. */
  private double[] normalized(INDArray x) {
    double[] values = RowMajor.values(x);
    double[] means = RowMajor.values(layer.getParam("mean"));
    double[] deviations = deviations();
    int positions = positions(x);
    for (int at = 0; at < values.length; at++) {
      int channel = at / positions % means.length;
      values[at] = (values[at] - means[channel]) / deviations[channel];
    }
    return values;
  }

  private double[] deviations() {
    boolean isLogarithm = conf().isUseLogStd();
    double[] deviations = RowMajor.values(layer.getParam(isLogarithm ? "log10stdev" : "var"));
    for (int channel = 0; channel < deviations.length; channel++) {
      double variance = isLogarithm ? Math.pow(10, 2 * deviations[channel]) : deviations[channel];
      deviations[channel] = Math.sqrt(variance + conf().getEps());
    }
    return deviations;
  }

  private double[] gammas() {
    return conf().isLockGammaBeta()
        ? locked(conf().getGamma(), 1)
        : RowMajor.values(layer.getParam("gamma"));
  }

  private double[] betas() {
    return conf().isLockGammaBeta()
        ? locked(conf().getBeta(), 0)
        : RowMajor.values(layer.getParam("beta"));
  }

  /** DL4J applies a locked γ and β only where both differ from their defaults. */
  private double[] locked(double value, double byDefault) {
    double[] values = new double[channels()];
    boolean isApplied = conf().getGamma() != 1 && conf().getBeta() != 0;
    Arrays.fill(values, isApplied ? value : byDefault);
    return values;
  }

  private int channels() {
    return Math.toIntExact(layer.getParam("mean").length());
  }

  /** Numbers of one channel of one sample. */
  private static int positions(INDArray x) {
    return Math.toIntExact(x.length() / x.size(0) / x.size(1));
  }

  private BatchNormalization conf() {
    return (BatchNormalization) layer.conf().getLayer();
  }
}
