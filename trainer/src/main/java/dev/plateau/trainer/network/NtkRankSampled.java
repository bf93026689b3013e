package dev.plateau.trainer.network;

import dev.plateau.protocol.ConfigKeys;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.probe.KernelSpectrum;
import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.RelativeRank;
import dev.plateau.trainer.probe.TangentKernel;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Rank of a large network's tangent features at a subsample, {@code ntk_rank_sampled}, with their
 * stable rank, {@code ntk_stable_rank}, and norm, {@code tangent_norm}, by the tangent kernel: the
 * features themselves are never formed.
 *
 * <p>For MultiLayerNetwork and ComputationGraph with dense and convolution layers, batch
 * normalisation in inference mode, and whatever has no parameters: activation, pooling, padding,
 * dropout (left out), residual additions and the like. The features are gradients of the sum of the
 * outputs, of the logits where the network ends in a softmax. The rank counts singular values above
 * τ relative to the largest and is at most the number of samples: compare it between networks only
 * at the same number, 256 being usual. Take fresh samples, not those that the network trains on.
 *
 * <p>A run of the listener's own says the number as {@code ntk_samples}, a label of its info
 * series.
 *
 * <p>Memory: twice the parameters in double (the probe's copy of the network and what a measurement
 * captures), and during a measurement all activations of all samples in double, some 2-3 times the
 * numbers that the layers give. The training thread only copies the parameters, which in DL4J have
 * the running statistics of batch normalisation among them.
 */
public final class NtkRankSampled implements NetworkProbe {
  private final INDArray samples;
  private final double threshold;

  private NtkRankSampled(INDArray samples, double threshold) {
    this.samples = samples;
    this.threshold = threshold;
  }

  /**
   * The rank at some samples, with the papers' threshold for ReLU networks.
   *
   * @param samples as the network takes them, a few hundred; copied
   */
  public static NtkRankSampled on(INDArray samples) {
    return new NtkRankSampled(samples.dup('c'), RelativeRank.RELU_THRESHOLD);
  }

  /**
   * The rank at some samples, as {@link #on(INDArray)}.
   *
   * @param samples (samples × inputs)
   */
  public static NtkRankSampled on(Matrix samples) {
    return on(RowMajor.array(samples.data(), samples.rows(), samples.columns()));
  }

  /**
   * The same with another threshold.
   *
   * @param relative τ, relative to the largest singular value
   * @throws IllegalArgumentException quoting it, if it is not in [1e-6, 1): a kernel does not tell
   *     smaller singular values from rounding
   */
  public NtkRankSampled threshold(double relative) {
    KernelSpectrum.checkThreshold(relative);
    return new NtkRankSampled(samples, relative);
  }

  @Override
  public String name() {
    return "sampled NTK rank";
  }

  @Override
  public Map<String, String> config() {
    return Map.of(ConfigKeys.NTK_SAMPLES, Long.toString(samples.size(0)));
  }

  @Override
  public BoundProbe bind(TrainedNetwork network) {
    NetworkKernel kernel = NetworkKernel.of(network);
    // A sample that does not fit is refused now rather than in the middle of a run.
    kernel.forward(samples.slice(0).reshape(oneOf(samples.shape())));
    return () -> {
      INDArray params = network.params().dup();
      return row -> {
        TangentKernel measured = kernel.at(params, samples);
        KernelSpectrum spectrum = measured.spectrum();
        row.accept(Metrics.NTK_RANK_SAMPLED, spectrum.rank(threshold));
        row.accept(Metrics.NTK_STABLE_RANK, spectrum.stableRank());
        row.accept(Metrics.TANGENT_NORM, measured.tangentNorm());
      };
    };
  }

  private static long[] oneOf(long[] shape) {
    long[] one = shape.clone();
    one[0] = 1;
    return one;
  }
}
