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

  /** Share of the training's time that probes took since the row before, 0 to 1. */
  public static final MetricName PROBE_COST_RATIO = MetricName.of("probe_cost_ratio");

  /** The metric of {@link #featureSparsity}. */
  public static final String FEATURE_SPARSITY = "feature_sparsity";

  private Metrics() {}

  /** Feature sparsity coefficient of one layer. */
  public static MetricName featureSparsity(String layer) {
    return MetricName.of(FEATURE_SPARSITY, layer);
  }
}
