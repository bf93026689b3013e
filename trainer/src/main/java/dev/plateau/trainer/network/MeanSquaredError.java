package dev.plateau.trainer.network;

import dev.plateau.protocol.MetricName;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Mean of (h(x) − y)² of the network's output over fixed samples and outputs, as {@code full_loss}
 * of the training set or {@code test_loss}. NaN if an output is. In inference mode, on a copy of
 * the network.
 */
public final class MeanSquaredError implements NetworkProbe {
  private final MetricName metric;
  private final INDArray samples;
  private final INDArray targets;

  private MeanSquaredError(MetricName metric, INDArray samples, INDArray targets) {
    this.metric = metric;
    this.samples = samples;
    this.targets = targets;
  }

  /**
   * The loss over a data set.
   *
   * @param metric its name
   * @param samples as the network takes them
   * @param targets of the shape of the network's output for the samples
   */
  public static MeanSquaredError of(MetricName metric, INDArray samples, INDArray targets) {
    return new MeanSquaredError(metric, samples.dup(), targets.dup());
  }

  @Override
  public String name() {
    return metric.toString();
  }

  @Override
  public BoundProbe bind(TrainedNetwork network) {
    SampledOutputs outputs = new SampledOutputs(network, samples);
    double[] y = RowMajor.values(targets);
    long count = samples.size(0) * outputs.width();
    if (count != y.length) {
      throw new IllegalArgumentException(
          "the network gives %d outputs for the samples, targets are %d"
              .formatted(count, y.length));
    }
    return () -> {
      INDArray parameters = outputs.parameters();
      return row -> row.accept(metric, meanSquare(outputs.at(parameters).data(), y));
    };
  }

  private static double meanSquare(double[] h, double[] y) {
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      sum += (h[i] - y[i]) * (h[i] - y[i]);
    }
    return sum / y.length;
  }
}
