package dev.plateau.collector.expose;

import static dev.plateau.collector.expose.Family.counter;
import static dev.plateau.collector.expose.Family.gauge;
import static dev.plateau.collector.expose.Family.info;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every metric family that Plateau itself exposes, in the order in which people read them. The only
 * place that names them: the collector fills them, the document of metrics lists them, rules and
 * dashboards are checked against them.
 */
final class Catalogue {
  static final String EXPERIMENT = "experiment";
  static final String RUN = "run";
  static final String NAME = "name";
  static final String REPLAY_OF = "replay_of";
  static final String LAYER = "layer";
  static final String METRIC = "metric";
  static final String PHASE = "phase";
  static final String PROBE = "probe";
  static final String ORDINAL = "ordinal";
  static final String SOURCE = "source";
  static final String CAUSE = "cause";
  static final String OUTCOME = "outcome";

  private static final List<Family> ALL = new ArrayList<>();
  private static final Map<MetricName, Family> BY_METRIC = new LinkedHashMap<>();
  private static final Map<String, Family> BY_LAYERED_METRIC = new LinkedHashMap<>();

  // What the run is and how far it has come.
  static final Family INFO =
      listed(
          info(
              "plateau_run_info",
              "What describes the run; further labels come from its configuration.",
              EXPERIMENT,
              RUN,
              NAME,
              REPLAY_OF));
  static final Family STEP = run("step", "Last step of the run that was folded.");
  static final Family PLANNED_STEPS =
      run("planned_steps", "Number of steps that the run means to have made at its end.");
  static final Family ATTEMPT =
      run(
          "attempt",
          "Number of the present attempt: one a start of the trainer, 0 if it says none.");
  static final Family START =
      run("start_timestamp_seconds", "When the run's first record was appended to the log.");
  static final Family LAST_STEP =
      run(
          "last_step_timestamp_seconds",
          "When the record of the last step was appended to the log.");
  static final Family WATERMARK =
      run("watermark_timestamp_seconds", "Up to when all that the run said is in its series.");
  static final Family STEP_INTERVAL =
      run("step_interval_seconds", "Smoothed time between steps by the trainer's clock.");
  static final Family LONGEST_STEP_GAP =
      run("longest_step_gap_seconds", "Longest time between two rows by the trainer's clock.");
  static final Family RUN_PHASE =
      run(
          "phase",
          "1 for the present phase: descending, stabilized, fitting, diverged, completed, failed,"
              + " stopped, lost.",
          PHASE);
  static final Family PHASE_CODE =
      run(
          "phase_code",
          "The present phase as a number: 1 descending, 2 stabilized, 3 fitting, 4 diverged, 5"
              + " completed, 6 failed, 7 stopped, 8 lost.");

  // What it measures. The last value of each, NaN and infinities as they came.
  static final Family LOSS =
      metric(Metrics.LOSS, "loss", "Mini-batch loss before the step's update.");
  static final Family LOSS_SMOOTHED =
      run("loss_smoothed", "Exponential mean of the loss over about 50 steps.");
  static final Family LOSS_MIN =
      run(
          "loss_min",
          "Smallest loss of the trailing minute, so that no dip hides between scrapes.");
  static final Family LOSS_MAX =
      run(
          "loss_max",
          "Largest loss of the trailing minute, so that no spike hides between scrapes.");
  static final Family PROBE_STEP;
  static final Family CUSTOM;
  static final Family CUSTOM_HIDDEN;

  static {
    metric(Metrics.FULL_LOSS, "full_loss", "Loss over the whole training set.");
    metric(Metrics.TEST_LOSS, "test_loss", "Loss over the test set.");
    metric(
        Metrics.TRAINING_ERROR,
        "training_error_ratio",
        "Share of the training set that is classified wrongly.");
    metric(
        Metrics.TEST_ERROR,
        "test_error_ratio",
        "Share of the test set that is classified wrongly.");
    metric(Metrics.EPOCH, "epoch", "Epoch that the step belongs to, 0-based.");
    metric(Metrics.LEARNING_RATE, "learning_rate", "Step size of the step.");
    metric(Metrics.BATCH_SIZE, "batch_size", "Samples in the step's batch.");
    metric(Metrics.GRADIENT_NORM, "gradient_norm", "Euclidean norm of the loss's gradient.");
    metric(Metrics.PARAMETER_NORM, "parameter_norm", "Euclidean norm of all parameters.");
    metric(
        Metrics.UPDATE_RATIO,
        "update_ratio",
        "Norm of the step's update divided by the norm of the parameters.");
    metric(
        Metrics.W1_IRRELEVANT_NORM,
        "w1_irrelevant_norm",
        "Frobenius norm of the first layer's weights of irrelevant inputs.");
    metric(
        Metrics.W1_RELEVANT_NORM,
        "w1_relevant_norm",
        "Frobenius norm of the first layer's weights of relevant inputs.");
    metric(
        Metrics.SUPPORT_SIZE,
        "support_size",
        "Number of inputs that the first layer is estimated to use.");
    metric(
        Metrics.SUPPORT_AGREEMENT,
        "support_agreement_ratio",
        "Share of inputs that the estimated and the known support agree on.");
    metric(
        Metrics.SUPPORT_SEPARATION,
        "support_separation_ratio",
        "Smallest norm of a relevant input's first-layer weights over the largest of an irrelevant"
            + " one's.");
    metric(
        Metrics.SUPPORT_SEPARATED_STEP,
        "support_separated_step",
        "Step at which the support was separated and stayed so.");
    metric(
        Metrics.NEVER_ON_NORM,
        "never_on_norm",
        "Frobenius norm of the first layer's weights of inputs that no training sample has on.");
    metric(
        Metrics.NEVER_ON_CHANGE,
        "never_on_change",
        "Frobenius norm of what those weights have changed by since the beginning.");
    metric(Metrics.NTK_RANK, "ntk_rank", "Numerical rank of the tangent features.");
    metric(
        Metrics.NTK_RANK_SAMPLED,
        "ntk_rank_sampled",
        "Numerical rank of the tangent features at a subsample, by the kernel (large networks).");
    metric(
        Metrics.NTK_STABLE_RANK,
        "ntk_stable_rank",
        "Stable rank of the tangent kernel, trace over largest eigenvalue.");
    metric(Metrics.TANGENT_NORM, "tangent_norm", "Frobenius norm of the tangent features.");
    metric(
        Metrics.PREDICTOR_NONZEROS,
        "predictor_nonzeros",
        "Number of predictor coordinates that are not zero (diagonal networks).");
    metric(
        Metrics.BALANCEDNESS,
        "balancedness",
        "Euclidean norm of what the two layers' weights differ by in size (diagonal networks).");
    layered(
        Metrics.featureSparsity(LAYER),
        "feature_sparsity_ratio",
        "Feature sparsity coefficient of the layer.");
    layered(
        Metrics.spectralNorm(LAYER),
        "spectral_norm",
        "Largest singular value of the layer's weights.");
    layered(
        Metrics.numericalRank(LAYER),
        "numerical_rank",
        "Number of singular values of the layer's weights above a small absolute one.");
    layered(Metrics.stableRank(LAYER), "stable_rank", "Stable rank of the layer's weights.");
    layered(
        Metrics.distanceFromInit(LAYER),
        "distance_from_init",
        "Euclidean distance of the layer's parameters from those it began with.");
    layered(
        Metrics.patternChange(LAYER),
        "relu_pattern_change_ratio",
        "Share of the layer's units and samples whose state, on or off, is not that of the"
            + " beginning.");
    metric(
        Metrics.LABEL_NOISE,
        "label_noise",
        "Scale of the label noise that SGD amounts to: mean squared residual.");
    metric(
        Metrics.GRADIENT_NOISE_SCALE,
        "gradient_noise_scale",
        "Variance of the samples' gradients over the squared norm of their mean.");
    metric(
        Metrics.PROBE_COST_RATIO,
        "probe_cost_ratio",
        "Share of the training's time that probes took.");
    metric(
        Metrics.PROBES_SKIPPED,
        "probes_skipped",
        "Times that a probe was due and passed over, to keep within the budget.");
    metric(Metrics.PROBES_FAILED, "probes_failed", "Probes that failed and were switched off.");
    PROBE_STEP =
        run(
            "probe_step",
            "Step that the last value of a metric not made at every step is of.",
            PROBE);
    CUSTOM =
        run(
            "custom",
            "Any other metric that the trainer sends, of at most 64 layers.",
            METRIC,
            LAYER);
    CUSTOM_HIDDEN =
        run(
            "custom_hidden_layers",
            "Layers of another metric that has more than 64, so that none of them has a series.",
            METRIC);
  }

  static final Family RATE_FALL_STEP =
      run("learning_rate_fall_step", "Last step at which the step size fell by a tenth or more.");
  static final Family RATE_FALL_TIME =
      run("learning_rate_fall_timestamp_seconds", "Trainer's time of that step.");

  // Its stabilizations: the last four of each loss, numbered through over attempts.
  static final Family STABILIZATION_START =
      run("stabilization_start_step", "Step at which the plateau began.", ORDINAL, SOURCE);
  static final Family STABILIZATION_LOSS =
      run("stabilization_loss", "Level of the loss on the plateau.", ORDINAL, SOURCE);
  static final Family STABILIZATION_END =
      run(
          "stabilization_end_step",
          "Step from which on the loss was off the plateau's level.",
          ORDINAL,
          SOURCE,
          CAUSE);
  static final Family STABILIZATION_ONSET =
      run(
          "stabilization_end_onset_timestamp_seconds",
          "Trainer's time of that step.",
          ORDINAL,
          SOURCE,
          CAUSE);
  static final Family STABILIZATION_DETECTED =
      run(
          "stabilization_end_detected_timestamp_seconds",
          "When the record that revealed the end was appended to the log.",
          ORDINAL,
          SOURCE,
          CAUSE);

  // Its books.
  static final Family MISSING_RECORDS =
      run("missing_records", "Records that later ones show to exist and that have not arrived.");
  static final Family DROPPED_STEPS =
      run("dropped_steps", "Steps that the trainer says it dropped because its buffers were full.");
  static final Family RUN_CONFLICTS =
      listed(
          counter(
              "plateau_run_conflicts_total",
              "Records that show two trainers under this run id, or a second experiment.",
              EXPERIMENT,
              RUN));

  // The collector's own, over all runs.
  static final Family RUNS =
      listed(gauge("plateau_runs", "Runs in the run table.", EXPERIMENT, PHASE));
  static final Family RECORDS =
      listed(
          counter(
              "plateau_records_total",
              "Records received, each once: applied, duplicate, superseded or malformed.",
              OUTCOME));
  static final Family STEPS = listed(counter("plateau_steps_total", "Steps folded."));
  static final Family CONFLICTS =
      listed(
          counter(
              "plateau_conflicts_total",
              "Records that show two trainers under one run id, or a second experiment."));
  static final Family LAG =
      listed(
          gauge(
              "plateau_collector_lag_seconds",
              "How far the series of the slowest partition lie behind what was said."));

  // Only where a webhook is told.
  static final Family NOTIFICATIONS =
      listed(
          counter(
              "plateau_notifications_total",
              "Events that the webhook was to be told: delivered, refused by it for good, or"
                  + " skipped as too old or replayed.",
              OUTCOME));
  static final Family NOTIFICATION_RETRIES =
      listed(
          counter(
              "plateau_notification_retries_total",
              "Tries to tell the webhook that failed and are made again."));

  private Catalogue() {}

  /** All families, in reading order. */
  static List<Family> all() {
    return List.copyOf(ALL);
  }

  /** The families that are a trainer's metric, by that metric. */
  static Map<MetricName, Family> byMetric() {
    return java.util.Collections.unmodifiableMap(BY_METRIC);
  }

  /** The families that are a trainer's metric of a layer, by that metric. */
  static Map<String, Family> byLayeredMetric() {
    return java.util.Collections.unmodifiableMap(BY_LAYERED_METRIC);
  }

  private static Family run(String what, String help, String... more) {
    String[] labels = new String[2 + more.length];
    labels[0] = EXPERIMENT;
    labels[1] = RUN;
    System.arraycopy(more, 0, labels, 2, more.length);
    return listed(gauge("plateau_run_" + what, help, labels));
  }

  private static Family metric(MetricName name, String what, String help) {
    Family family = run(what, help);
    BY_METRIC.put(name, family);
    return family;
  }

  private static void layered(MetricName name, String what, String help) {
    BY_LAYERED_METRIC.put(name.metric(), run(what, help, LAYER));
  }

  private static Family listed(Family family) {
    ALL.add(family);
    return family;
  }
}
