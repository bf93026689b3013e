package dev.plateau.dashboards;

import static dev.plateau.dashboards.Query.curves;
import static dev.plateau.dashboards.Query.latest;
import static dev.plateau.dashboards.Query.rows;

import java.util.List;

/** One run: its loss, what the loss hides, its stabilizations and its books. */
final class RunDashboard {
  static final String UID = "plateau-run";

  /** The run that was picked. */
  private static final String RUN = "{run=\"$run\"}";

  private static final int CURVE_POINTS = 1_500;

  private RunDashboard() {}

  static Dashboard make() {
    return new Dashboard(
        UID,
        "Plateau: run",
        "One run: loss with its phases, hidden progress, step size, stabilizations, books.",
        "now-1h",
        List.of(experiment(), run()),
        List.of(stabilizationEnds(), rateFalls()),
        List.of(
            Row.of("Now", 4)
                .add(4, phase())
                .add(5, progress())
                .add(3, loss())
                .add(3, learningRate())
                .add(3, ntkRank())
                .add(3, stepRate())
                .add(3, lastStep()),
            Row.of("Loss", 12).add(24, lossOverTime()),
            Row.of("Loss over step", 11).add(14, lossOverStep()).add(10, stabilizations()),
            Row.of("What the loss hides", 9)
                .add(8, rankOverTime())
                .add(8, sparsity())
                .add(8, inputWeights())
                .add(8, rankOverStep())
                .add(8, inputWeightsOverStep())
                .add(8, ownMetrics()),
            Row.of("Optimizer", 8)
                .add(8, learningRateOverTime())
                .add(8, gradient())
                .add(8, updates()),
            Row.of("Books", 8).add(8, ledger()).add(8, pace()).add(8, probes())));
  }

  private static Variable experiment() {
    return Variable.one(
        "experiment", "Experiment", "label_values(plateau_run_step, experiment)", "");
  }

  /** Shows the runs' names; their values are the run ids. */
  private static Variable run() {
    return Variable.one(
        "run",
        "Run",
        "query_result(last_over_time(plateau_run_info{experiment=\"$experiment\"}[$__range]))",
        "/[{,]name=\"(?<text>[^\"]+)|[{,]run=\"(?<value>[^\"]+)/g");
  }

  private static Annotation stabilizationEnds() {
    return new Annotation(
        "Stabilization ended",
        "1000 * max by (ordinal, source, cause)"
            + " (plateau_run_stabilization_end_onset_timestamp_seconds"
            + RUN
            + ")",
        "Stabilization {{ordinal}} of {{source}} ended",
        "cause {{cause}}",
        "orange");
  }

  private static Annotation rateFalls() {
    return new Annotation(
        "Step size decayed",
        "1000 * max(plateau_run_learning_rate_fall_timestamp_seconds" + RUN + ")",
        "Step size decayed",
        "",
        "light-blue");
  }

  private static Panel phase() {
    return Panels.value("Phase", "What the run is doing, or how it ended.", "none")
        .option("graphMode", "none")
        .option("colorMode", "background")
        .all("mappings", Phases.mappings())
        .ask(latest(last("plateau_run_phase_code"), "phase"));
  }

  private static Panel progress() {
    return Panels.value("Step", "The last step, and how many the run means to make.", "locale")
        .option("graphMode", "none")
        .option("textMode", "value_and_name")
        .ask(
            latest(last("plateau_run_step"), "step"),
            latest(last("plateau_run_planned_steps"), "planned"));
  }

  private static Panel loss() {
    return Panels.value("Loss now", "Mean loss over about 50 steps.", "none")
        .ask(curves(live("plateau_run_loss_smoothed"), "loss"));
  }

  private static Panel learningRate() {
    return Panels.value("Step size now", "Learning rate of the last step.", "none")
        .ask(curves(live("plateau_run_learning_rate"), "step size"));
  }

  private static Panel ntkRank() {
    return Panels.value(
            "Rank now", "Numerical rank of the tangent features, as last measured.", "none")
        .all("noValue", "not measured")
        .ask(curves(live("plateau_run_ntk_rank"), "rank"));
  }

  private static Panel stepRate() {
    return Panels.value("Steps a second", "By the trainer's clock.", "none")
        .all("decimals", 1)
        .ask(curves("1 / (" + live("plateau_run_step_interval_seconds") + " > 0)", "steps/s"));
  }

  private static Panel lastStep() {
    return Panels.value(
            "Last step", "When the record of the last step reached the log.", "dateTimeFromNow")
        .option("graphMode", "none")
        .ask(latest("1000 * " + last("plateau_run_last_step_timestamp_seconds"), "last step"));
  }

  /** The loss, never thinned out so far that a spike is lost, over bands that show the phases. */
  private static Panel lossOverTime() {
    Panel panel =
        Panels.curves(
                "Loss over time",
                "Mean over about 50 steps, within the smallest and largest loss of any step since"
                    + " the point before: no spike is lost, however far the range. Bands: phases."
                    + " Marks: where the step size was decayed and where a stabilization ended.",
                "none")
            .logarithmic()
            .maxDataPoints(CURVE_POINTS)
            .ask(
                curves(overInterval("max_over_time", "plateau_run_loss_max"), "largest"),
                curves(overInterval("min_over_time", "plateau_run_loss_min"), "smallest"),
                curves(live("plateau_run_loss_smoothed"), "mean loss"),
                curves(live("plateau_run_full_loss"), "full training loss"),
                curves(live("plateau_run_test_loss"), "test loss"),
                curves(
                    "max by (ordinal)"
                        + " (plateau_run_stabilization_loss{run=\"$run\",source=\"loss\"})",
                    "level of stabilization {{ordinal}}"),
                curves("max by (phase) (plateau_run_phase" + RUN + ")", "{{phase}}"))
            .override(
                FieldOverride.named("mean loss").color("orange").with("custom.lineWidth", 2),
                FieldOverride.named("largest")
                    .color("orange")
                    .with("custom.fillBelowTo", "smallest")
                    .with("custom.fillOpacity", 15)
                    .with("custom.lineWidth", 0),
                FieldOverride.named("smallest").color("orange").with("custom.lineWidth", 0),
                FieldOverride.named("full training loss").color("purple"),
                FieldOverride.named("test loss").color("green"),
                FieldOverride.matching("level of stabilization .*")
                    .color("text")
                    .with(
                        "custom.lineStyle",
                        Json.object("fill", "dash", "dash", Json.array(10, 10))));
    for (Phases phase : Phases.values()) {
      panel.override(band(phase));
    }
    return panel;
  }

  /** A series of ones becomes a band as high as the panel, on an axis of its own. */
  private static FieldOverride band(Phases phase) {
    return FieldOverride.named(phase.label())
        .color(phase.color())
        .with("custom.fillOpacity", 12)
        .with("custom.lineWidth", 0)
        .with("custom.showPoints", "never")
        .with("custom.lineInterpolation", "stepAfter")
        .with("custom.axisPlacement", "hidden")
        .with("custom.scaleDistribution", Json.object("type", "linear"))
        .with("min", 0)
        .with("max", 1)
        .with("custom.hideFrom", Json.object("tooltip", true, "legend", false, "viz", false));
  }

  private static Panel lossOverStep() {
    return Panels.curvesOverStep(
            "Loss over step",
            "The same over the trainer's step. A run that was resumed at an earlier step goes on as"
                + " a curve of its own.",
            "none",
            "mean loss",
            "full training loss",
            "test loss")
        .logarithmic()
        .maxDataPoints(CURVE_POINTS)
        .ask(
            rows(live("plateau_run_step")),
            rows(live("plateau_run_attempt")),
            rows(live("plateau_run_loss_smoothed")),
            rows(live("plateau_run_full_loss")),
            rows(live("plateau_run_test_loss")));
  }

  private static Panel stabilizations() {
    String by = "max by (source, ordinal) (last_over_time(";
    return Panels.table(
            "Stabilizations",
            "Where the loss stabilized, at which level, and where and why that ended; of either"
                + " loss the last four within the shown range.",
            "none")
        .ask(
            latest(by + "plateau_run_stabilization_start_step" + RUN + "[$__range]))"),
            latest(by + "plateau_run_stabilization_loss" + RUN + "[$__range]))"),
            latest(orUnknown("max by (source, ordinal, cause)", "end_step")),
            latest(
                orUnknown("1000 * max by (source, ordinal, cause)", "end_onset_timestamp_seconds")))
        .transform("merge", Json.object())
        .transform(
            "organize",
            Json.fields()
                .with("excludeByName", Json.object("Time", true))
                .with(
                    "indexByName",
                    Json.fields()
                        .with("source", 0)
                        .with("ordinal", 1)
                        .with("Value #A", 2)
                        .with("Value #C", 3)
                        .with("cause", 4)
                        .with("Value #B", 5)
                        .with("Value #D", 6)
                        .build())
                .with(
                    "renameByName",
                    Json.fields()
                        .with("source", "Loss")
                        .with("ordinal", "No.")
                        .with("Value #A", "From step")
                        .with("Value #C", "To step")
                        .with("cause", "Cause")
                        .with("Value #B", "Level")
                        .with("Value #D", "Ended")
                        .build())
                .build())
        .override(
            FieldOverride.matching("From step|To step")
                .with("unit", "locale")
                .with("mappings", unknownIs("goes on")),
            FieldOverride.named("Ended")
                .with("unit", "dateTimeAsIso")
                .with("mappings", unknownIs(" ")));
  }

  /** With NaN for those that go on, so that the answer always has the labels to be joined by. */
  private static String orUnknown(String by, String what) {
    return by
        + " (last_over_time(plateau_run_stabilization_"
        + what
        + RUN
        + "[$__range])) or on (source, ordinal) NaN * max by (source, ordinal)"
        + " (last_over_time(plateau_run_stabilization_start_step"
        + RUN
        + "[$__range]))";
  }

  private static Object unknownIs(String text) {
    return Json.array(
        Json.fields()
            .with("type", "special")
            .with(
                "options",
                Json.object("match", "nan", "result", Json.object("text", text, "index", 0)))
            .build());
  }

  private static Panel rankOverTime() {
    return Panels.curves(
            "NTK rank",
            "Numerical rank of the tangent features and, of diagonal networks, the predictor's"
                + " coordinates that are not zero. Falling while the loss stands still: the"
                + " features become sparse.",
            "none")
        .custom("lineInterpolation", "stepAfter")
        .all("decimals", 0)
        .all("noValue", "not measured in this run")
        .ask(
            curves(live("plateau_run_ntk_rank"), "NTK rank"),
            curves(live("plateau_run_predictor_nonzeros"), "predictor nonzeros"));
  }

  private static Panel sparsity() {
    return Panels.curves(
            "Feature sparsity",
            "Feature sparsity coefficient by layer: the share of distinct activations that are not"
                + " zero. It falls as features become sparse.",
            "percentunit")
        .custom("lineInterpolation", "stepAfter")
        .all("min", 0)
        .all("noValue", "not measured in this run")
        .ask(curves("max by (layer) (plateau_run_feature_sparsity_ratio" + RUN + ")", "{{layer}}"));
  }

  private static Panel inputWeights() {
    return Panels.curves(
            "First layer's weights",
            "Norms of the first layer's weights of irrelevant and of relevant inputs. Mini-batch"
                + " SGD shrinks the irrelevant ones; full-batch gradient descent does not.",
            "none")
        .logarithmic()
        .all("noValue", "not measured in this run")
        .ask(
            curves(live("plateau_run_w1_irrelevant_norm"), "irrelevant inputs"),
            curves(live("plateau_run_w1_relevant_norm"), "relevant inputs"))
        .override(
            FieldOverride.named("irrelevant inputs").color("red"),
            FieldOverride.named("relevant inputs").color("green"));
  }

  private static Panel rankOverStep() {
    return Panels.curvesOverStep(
            "NTK rank over step",
            "The rank at the step that it was measured at.",
            "none",
            "NTK rank")
        .maxDataPoints(CURVE_POINTS)
        .all("noValue", "not measured in this run")
        .ask(
            rows("max(plateau_run_probe_step{run=\"$run\",probe=\"ntk_rank\"})"),
            rows(live("plateau_run_attempt")),
            rows(live("plateau_run_ntk_rank")));
  }

  private static Panel inputWeightsOverStep() {
    return Panels.curvesOverStep(
            "First layer's weights over step",
            "The norms at the step that they were measured at.",
            "none",
            "irrelevant inputs",
            "relevant inputs")
        .logarithmic()
        .maxDataPoints(CURVE_POINTS)
        .all("noValue", "not measured in this run")
        .ask(
            rows("max(plateau_run_probe_step{run=\"$run\",probe=\"w1_irrelevant_norm\"})"),
            rows(live("plateau_run_attempt")),
            rows(live("plateau_run_w1_irrelevant_norm")),
            rows(live("plateau_run_w1_relevant_norm")));
  }

  private static Panel ownMetrics() {
    return Panels.curves(
            "Own metrics", "Whatever else this run's trainer sends, by metric and layer.", "none")
        .all("noValue", "this run sends none")
        .ask(
            curves(
                "max by (metric, layer) (plateau_run_custom" + RUN + ")", "{{metric}} {{layer}}"));
  }

  private static Panel learningRateOverTime() {
    return Panels.curves(
            "Step size", "Learning rate of each step; its decay ends most stabilizations.", "none")
        .custom("lineInterpolation", "stepAfter")
        .ask(curves(live("plateau_run_learning_rate"), "step size"));
  }

  private static Panel gradient() {
    return Panels.curves(
            "Norms", "Euclidean norms of the loss's gradient and of all parameters.", "none")
        .logarithmic()
        .all("noValue", "not sent by this run")
        .ask(
            curves(live("plateau_run_gradient_norm"), "gradient"),
            curves(live("plateau_run_parameter_norm"), "parameters"));
  }

  private static Panel updates() {
    return Panels.curves(
            "Update ratio",
            "Norm of the step's update divided by the norm of the parameters; about a thousandth is"
                + " usual.",
            "none")
        .logarithmic()
        .all("noValue", "not sent by this run")
        .ask(curves(live("plateau_run_update_ratio"), "update ratio"));
  }

  private static Panel ledger() {
    return Panels.curves(
            "Ledger",
            "What was lost or said twice, since the run began: steps that the trainer dropped,"
                + " records that are missing, records of two trainers under this run id. All three"
                + " should be zero.",
            "none")
        .custom("lineInterpolation", "stepAfter")
        .all("min", 0)
        .all("decimals", 0)
        .ask(
            curves(live("plateau_run_dropped_steps"), "dropped steps"),
            curves(live("plateau_run_missing_records"), "missing records"),
            curves(live("plateau_run_conflicts_total"), "conflicting records"),
            curves(live("plateau_run_attempt"), "attempt"))
        .override(
            FieldOverride.named("dropped steps").color("red"),
            FieldOverride.named("missing records").color("orange"),
            FieldOverride.named("conflicting records").color("purple"),
            FieldOverride.named("attempt").color("blue"));
  }

  private static Panel pace() {
    return Panels.curves(
            "Pace",
            "Smoothed time between steps and the longest so far, by the trainer's clock, and how"
                + " long the last step lies back. RunStalled compares them.",
            "s")
        .logarithmic()
        .ask(
            curves(live("plateau_run_step_interval_seconds"), "step interval"),
            curves(live("plateau_run_longest_step_gap_seconds"), "longest gap"),
            curves(
                "max(plateau_run_watermark_timestamp_seconds"
                    + RUN
                    + " - plateau_run_last_step_timestamp_seconds"
                    + RUN
                    + ") > 0",
                "since the last step"));
  }

  private static Panel probes() {
    return Panels.curves(
            "Probes",
            "Share of the training's time that probes take, and how many steps the held values lie"
                + " back.",
            "none")
        .all("noValue", "this run has no probes")
        .ask(
            curves(live("plateau_run_probe_cost_ratio"), "share of the time"),
            curves(
                "max by (probe) (plateau_run_step"
                    + RUN
                    + " - on (experiment, run) group_right () plateau_run_probe_step"
                    + RUN
                    + ")",
                "{{probe}}"))
        .override(
            FieldOverride.named("share of the time")
                .with("unit", "percentunit")
                .with("custom.axisPlacement", "right"));
  }

  /** The run's series as it is, for a curve. */
  private static String live(String metric) {
    return "max(" + metric + RUN + ")";
  }

  /** The run's last value within the shown range, if it has ended meanwhile. */
  private static String last(String metric) {
    return "max(last_over_time(" + metric + RUN + "[$__range]))";
  }

  /** An extreme of all that was scraped since the point before. */
  private static String overInterval(String function, String metric) {
    return function.substring(0, 3) + "(" + function + "(" + metric + RUN + "[$__rate_interval]))";
  }
}
