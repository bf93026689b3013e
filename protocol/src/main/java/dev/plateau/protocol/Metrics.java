package dev.plateau.protocol;

/** Names of the metrics that Plateau knows by meaning. Any other name is carried as it is. */
public final class Metrics {
  /** Mini-batch loss before the step's update; the phase detector's first input. */
  public static final MetricName LOSS = MetricName.of("loss");

  /** Loss over the whole training set; the phase detector's second input. */
  public static final MetricName FULL_LOSS = MetricName.of("full_loss");

  /** Loss over the test set. */
  public static final MetricName TEST_LOSS = MetricName.of("test_loss");

  /** Step size of the step. */
  public static final MetricName LEARNING_RATE = MetricName.of("learning_rate");

  /** Samples in the step's batch. */
  public static final MetricName BATCH_SIZE = MetricName.of("batch_size");

  /** Epoch that the step belongs to, 0-based. */
  public static final MetricName EPOCH = MetricName.of("epoch");

  /** Euclidean norm of the loss's gradient. */
  public static final MetricName GRADIENT_NORM = MetricName.of("gradient_norm");

  /** Euclidean norm of all parameters. */
  public static final MetricName PARAMETER_NORM = MetricName.of("parameter_norm");

  /** Norm of the step's update divided by the norm of the parameters. */
  public static final MetricName UPDATE_RATIO = MetricName.of("update_ratio");

  /** Frobenius norm of the first layer's weights of irrelevant inputs. */
  public static final MetricName W1_IRRELEVANT_NORM = MetricName.of("w1_irrelevant_norm");

  /** Frobenius norm of the first layer's weights of relevant inputs. */
  public static final MetricName W1_RELEVANT_NORM = MetricName.of("w1_relevant_norm");

  /** Numerical rank of the tangent features. */
  public static final MetricName NTK_RANK = MetricName.of("ntk_rank");

  /** Number of predictor coordinates that are not zero (diagonal networks). */
  public static final MetricName PREDICTOR_NONZEROS = MetricName.of("predictor_nonzeros");

  /**
   * Time that all probes have taken so far, CPU time on their own thread and time in the training's
   * callbacks, over the wall time since the run's first step. Above the budget at first, as the
   * first runs of probes are granted without knowing what they cost.
   */
  public static final MetricName PROBE_COST_RATIO = MetricName.of("probe_cost_ratio");

  /** Share of the training set that is classified wrongly. */
  public static final MetricName TRAINING_ERROR = MetricName.of("training_error");

  /** Share of the test set that is classified wrongly. */
  public static final MetricName TEST_ERROR = MetricName.of("test_error");

  /** Number of inputs that the first layer is estimated to use. */
  public static final MetricName SUPPORT_SIZE = MetricName.of("support_size");

  /** Share of inputs that the estimated and the known support agree on. */
  public static final MetricName SUPPORT_AGREEMENT = MetricName.of("support_agreement");

  /**
   * Smallest norm of a relevant input's first-layer weights over the largest of an irrelevant
   * one's.
   */
  public static final MetricName SUPPORT_SEPARATION = MetricName.of("support_separation");

  /** Step at which the support was separated and stayed so; said once it is. */
  public static final MetricName SUPPORT_SEPARATED_STEP = MetricName.of("support_separated_step");

  /** Numerical rank of the tangent features at a subsample, by the kernel, for large networks. */
  public static final MetricName NTK_RANK_SAMPLED = MetricName.of("ntk_rank_sampled");

  /** Stable rank of the tangent kernel, trace over largest eigenvalue. */
  public static final MetricName NTK_STABLE_RANK = MetricName.of("ntk_stable_rank");

  /** Frobenius norm of the tangent features. */
  public static final MetricName TANGENT_NORM = MetricName.of("tangent_norm");

  /** Euclidean norm of |u| − |v| (diagonal networks). */
  public static final MetricName BALANCEDNESS = MetricName.of("balancedness");

  /** Scale of the label noise that SGD amounts to: mean squared residual. */
  public static final MetricName LABEL_NOISE = MetricName.of("label_noise");

  /** Variance of the samples' gradients over the squared norm of their mean. */
  public static final MetricName GRADIENT_NOISE_SCALE = MetricName.of("gradient_noise_scale");

  /** Times so far that a probe was due and passed over, to keep within the budget. */
  public static final MetricName PROBES_SKIPPED = MetricName.of("probes_skipped");

  /** Probes so far that failed and were switched off. */
  public static final MetricName PROBES_FAILED = MetricName.of("probes_failed");

  /** Frobenius norm of the first layer's weights of inputs that no training sample has on. */
  public static final MetricName NEVER_ON_NORM = MetricName.of("never_on_norm");

  /** Frobenius norm of what those weights have changed by since the beginning. */
  public static final MetricName NEVER_ON_CHANGE = MetricName.of("never_on_change");

  /** The metric of {@link #featureSparsity}. */
  public static final String FEATURE_SPARSITY = "feature_sparsity";

  private Metrics() {}

  /** Feature sparsity coefficient of one layer. */
  public static MetricName featureSparsity(String layer) {
    return MetricName.of(FEATURE_SPARSITY, layer);
  }

  /** Euclidean norm of the first layer's weights of one input. */
  public static MetricName columnNorm(int input) {
    return MetricName.of("w1_column_norm", Integer.toString(input));
  }

  /** The k-th largest eigenvalue of the covariance of the training's inputs, k from 1. */
  public static MetricName covarianceEigenvalue(int k) {
    return MetricName.of("covariance_eigenvalue", Integer.toString(k));
  }

  /** Norm of the first layer's weights along the k-th direction of a basis, k from 1. */
  public static MetricName directionNorm(int k) {
    return MetricName.of("direction_norm", Integer.toString(k));
  }

  /** Product of the first layer's weights along two directions of a basis, from 1. */
  public static MetricName directionGram(int i, int j) {
    return MetricName.of("direction_gram", i + "." + j);
  }

  /** Number of singular values of a layer's weights above a small absolute one. */
  public static MetricName numericalRank(String layer) {
    return MetricName.of("numerical_rank", layer);
  }

  /** Stable rank of a layer's weights. */
  public static MetricName stableRank(String layer) {
    return MetricName.of("stable_rank", layer);
  }

  /** Largest singular value of a layer's weights. */
  public static MetricName spectralNorm(String layer) {
    return MetricName.of("spectral_norm", layer);
  }

  /** The k-th largest singular value of a layer's weights, k from 1. */
  public static MetricName singularValue(String layer, int k) {
    return MetricName.of("singular_value", layer + "." + k);
  }

  /** Squared norm of a layer's weights of one of its inputs, 0-based: on the diagonal of WᵀW. */
  public static MetricName gramDiagonal(String layer, int input) {
    return MetricName.of("gram_diagonal", layer + "." + input);
  }

  /** An entry of a layer's WᵀW: the product of the weights of two of its inputs, 0-based. */
  public static MetricName gram(String layer, int input, int otherInput) {
    return MetricName.of("gram", layer + "." + input + "." + otherInput);
  }

  /** A weight of a layer: of an output and an input, 0-based. */
  public static MetricName weight(String layer, int output, int input) {
    return MetricName.of("weight", layer + "." + output + "." + input);
  }

  /** Euclidean distance of a layer's parameters from those it began with. */
  public static MetricName distanceFromInit(String layer) {
    return MetricName.of("distance_from_init", layer);
  }

  /** Share of a layer's units and samples whose state, on or off, is not that of the beginning. */
  public static MetricName patternChange(String layer) {
    return MetricName.of("relu_pattern_change", layer);
  }
}
