package dev.plateau.trainer.network;

import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.probe.DenseLayer;
import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.Mlp;
import dev.plateau.trainer.probe.RelativeRank;
import dev.plateau.trainer.probe.TangentFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Rank of the tangent features, {@code ntk_rank}, of a ReLU perceptron with one linear output.
 *
 * <p>The papers take as many samples as the network has parameters, fresh ones: not those it trains
 * on. A step of the probe costs about n·p·min(n, p) operations for n samples and p parameters.
 */
public final class NtkRank implements NetworkProbe {
  private final Matrix samples;
  private final RelativeRank rank;

  private NtkRank(Matrix samples, RelativeRank rank) {
    this.samples = samples;
    this.rank = rank;
  }

  /**
   * The rank at some samples, with the papers' threshold for ReLU networks.
   *
   * @param samples (samples × inputs)
   */
  public static NtkRank on(Matrix samples) {
    return new NtkRank(samples, new RelativeRank(RelativeRank.RELU_THRESHOLD));
  }

  /**
   * The rank at some samples, as {@link #on(Matrix)}.
   *
   * @param samples (samples × inputs)
   * @throws IllegalArgumentException naming the shape, if it is no matrix
   */
  public static NtkRank on(INDArray samples) {
    if (samples.rank() != 2) {
      throw new IllegalArgumentException(
          "samples are (samples × inputs), got the shape " + Arrays.toString(samples.shape()));
    }
    double[] values = samples.dup('c').data().asDouble();
    return on(new Matrix((int) samples.size(0), (int) samples.size(1), values));
  }

  @Override
  public String name() {
    return "NTK rank";
  }

  @Override
  public BoundProbe bind(TrainedNetwork network) {
    List<String> layers = network.chain();
    for (String layer : layers) {
      check(network, layer, layers.indexOf(layer) == layers.size() - 1);
    }
    int inputs = mlp(network, layers).layers().get(0).inputs();
    if (inputs != samples.columns()) {
      throw new IllegalArgumentException(
          "the network has %d inputs, the samples have %d".formatted(inputs, samples.columns()));
    }
    return () -> {
      Mlp mlp = mlp(network, layers);
      return row -> row.accept(Metrics.NTK_RANK, rank.of(TangentFeatures.of(mlp, samples)));
    };
  }

  private static void check(TrainedNetwork network, String name, boolean isLast) {
    var layer = network.layer(name).conf().getLayer();
    boolean isDense =
        layer instanceof BaseOutputLayer
            || layer instanceof org.deeplearning4j.nn.conf.layers.DenseLayer;
    IActivation activation = layer instanceof BaseLayer base ? base.getActivationFn() : null;
    boolean isExpected =
        isLast ? activation instanceof ActivationIdentity : activation instanceof ActivationReLU;
    if (!isDense || !isExpected) {
      throw new IllegalArgumentException(
          "dense layers with ReLU and a linear output are needed, layer '%s' is %s with %s"
              .formatted(name, layer.getClass().getSimpleName(), activation));
    }
  }

  private static Mlp mlp(TrainedNetwork network, List<String> names) {
    List<DenseLayer> layers = new ArrayList<>();
    for (String name : names) {
      Matrix weights = network.weights(name);
      double[] biases = network.biases(name);
      layers.add(
          biases.length == 0 ? DenseLayer.withoutBiases(weights) : DenseLayer.of(weights, biases));
    }
    return new Mlp(layers);
  }
}
