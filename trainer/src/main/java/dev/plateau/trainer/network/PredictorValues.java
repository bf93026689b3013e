package dev.plateau.trainer.network;

import dev.plateau.protocol.MetricName;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Outputs at fixed samples, one by one: {@code predictor/<k>}, h(x_k) with k from 0, for pictures
 * of the function that a network of one output has come to be. In inference mode, on a copy of the
 * network. NaN where the output is. Source: Andriushchenko et al. (2023), Figs 4, 11, 12.
 */
public final class PredictorValues implements NetworkProbe {
  private static final String METRIC = "predictor";

  private final INDArray samples;

  private PredictorValues(INDArray samples) {
    this.samples = samples;
  }

  /**
   * The outputs at some samples.
   *
   * @param samples as the network takes them; copied
   */
  public static PredictorValues at(INDArray samples) {
    return new PredictorValues(samples.dup());
  }

  /** The output at a sample, 0-based. */
  public static MetricName metric(int sample) {
    return MetricName.of(METRIC, Integer.toString(sample));
  }

  @Override
  public String name() {
    return "predictor values";
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException also if the network has several outputs
   */
  @Override
  public BoundProbe bind(TrainedNetwork network) {
    SampledOutputs outputs = new SampledOutputs(network, samples);
    if (outputs.width() != 1) {
      throw new IllegalArgumentException(
          "predictor values are of one output, the network has " + outputs.width());
    }
    return () -> {
      INDArray parameters = outputs.parameters();
      return row -> {
        double[] values = outputs.at(parameters).data();
        for (int k = 0; k < values.length; k++) {
          row.accept(metric(k), values[k]);
        }
      };
    };
  }
}
