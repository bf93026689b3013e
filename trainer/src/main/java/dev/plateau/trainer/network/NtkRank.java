package dev.plateau.trainer.network;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.probe.ColumnNorms;
import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.Mlp;
import dev.plateau.trainer.probe.OutputReduction;
import dev.plateau.trainer.probe.RelativeRank;
import dev.plateau.trainer.probe.TangentFeatures;
import dev.plateau.trainer.probe.TangentNorm;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Rank of the tangent features, {@code ntk_rank}, their norm, {@code tangent_norm}, and the mean of
 * their columns' norms, {@code tangent_column_norm}, of a perceptron: dense layers with identity,
 * ReLU, tanh or sigmoid, and any number of outputs. With several outputs φ has a row for each
 * sample and output unless {@link #reduction} says otherwise; a softmax at the end is left out, a
 * sigmoid is not.
 *
 * <p>The papers take as many samples as the network has parameters, fresh ones: not those it trains
 * on. For n rows and p parameters a measurement costs about n·p·min(n, p) operations and 16·n·p
 * bytes. {@link NtkRankSampled} is for networks for which that is too much, and for other layers.
 * Source: Andriushchenko et al. (2023), §3.
 */
public final class NtkRank implements NetworkProbe {
  /**
   * Mean norm of the tangent features' columns, one for each parameter: (1/p) Σ_j ‖φ[:, j]‖₂. The
   * norms are what SGD's label noise is conjectured to shrink.
   */
  public static final MetricName TANGENT_COLUMN_NORM = MetricName.of("tangent_column_norm");

  /** φ, the decomposition's copy of it, and what a native call may copy. */
  private static final int COPIES = 3;

  private final Matrix samples;
  private final RelativeRank rank;
  private final OutputReduction reduction;

  private NtkRank(Matrix samples, RelativeRank rank, OutputReduction reduction) {
    this.samples = samples;
    this.rank = rank;
    this.reduction = reduction;
  }

  /**
   * The rank at some samples, with the papers' threshold for ReLU networks, of each output.
   *
   * @param samples (samples × inputs)
   */
  public static NtkRank on(Matrix samples) {
    return new NtkRank(
        samples, new RelativeRank(RelativeRank.RELU_THRESHOLD), OutputReduction.EACH);
  }

  /**
   * The rank at some samples, as {@link #on(Matrix)}.
   *
   * @param samples (samples × inputs)
   * @throws IllegalArgumentException naming the shape, if it is no matrix or vector
   */
  public static NtkRank on(INDArray samples) {
    return on(RowMajor.matrix(samples, "samples are (samples × inputs)"));
  }

  /**
   * The same with another threshold.
   *
   * @param threshold τ, relative to the largest singular value
   * @throws IllegalArgumentException quoting it, if it is not in [0, 1)
   */
  public NtkRank threshold(double threshold) {
    return new NtkRank(samples, new RelativeRank(threshold), reduction);
  }

  /** The same with features of each output or of the outputs' sum. */
  public NtkRank reduction(OutputReduction outputs) {
    return new NtkRank(samples, rank, outputs);
  }

  @Override
  public String name() {
    return "NTK rank";
  }

  @Override
  public BoundProbe bind(TrainedNetwork network) {
    NetworkMlp perceptron = NetworkMlp.of(network);
    check(perceptron.read());
    return () -> {
      Mlp mlp = perceptron.read();
      return row -> {
        Matrix phi = TangentFeatures.of(mlp, samples, reduction);
        row.accept(Metrics.NTK_RANK, rank.of(phi));
        row.accept(Metrics.TANGENT_NORM, TangentNorm.of(phi));
        row.accept(TANGENT_COLUMN_NORM, Arrays.stream(ColumnNorms.of(phi)).average().orElse(0));
      };
    };
  }

  private void check(Mlp mlp) {
    if (mlp.inputCount() != samples.columns()) {
      throw new IllegalArgumentException(
          "the network has %d inputs, the samples have %d"
              .formatted(mlp.inputCount(), samples.columns()));
    }
    long rows = (long) samples.rows() * reduction.rowsPerSample(mlp.outputCount());
    long entries = Math.multiplyExact(rows, (long) mlp.parameters());
    long most =
        Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / (COPIES * Double.BYTES));
    if (entries > most) {
      throw new IllegalArgumentException(
          ("tangent features of %d rows and %d parameters are %d numbers, more than the %d that"
                  + " this heap has room for; take fewer samples, or NtkRankSampled")
              .formatted(rows, mlp.parameters(), entries, most));
    }
  }
}
