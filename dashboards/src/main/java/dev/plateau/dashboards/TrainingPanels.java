package dev.plateau.dashboards;

import static dev.plateau.dashboards.PickedRun.RUN;
import static dev.plateau.dashboards.PickedRun.live;
import static dev.plateau.dashboards.Query.curves;

/** The optimizer's quantities and the run's books. */
final class TrainingPanels {
  private TrainingPanels() {}

  static Panel learningRateOverTime() {
    return Panels.curves(
            "Step size", "Learning rate of each step; its decay ends most stabilizations.", "none")
        .custom("lineInterpolation", "stepAfter")
        .ask(curves(live("plateau_run_learning_rate"), "step size"));
  }

  static Panel gradient() {
    return Panels.curves(
            "Norms", "Euclidean norms of the loss's gradient and of all parameters.", "none")
        .logarithmic()
        .all("noValue", "not sent by this run")
        .ask(
            curves(live("plateau_run_gradient_norm"), "gradient"),
            curves(live("plateau_run_parameter_norm"), "parameters"));
  }

  static Panel updates() {
    return Panels.curves(
            "Update ratio",
            "Norm of the step's update divided by the norm of the parameters; about a thousandth is"
                + " usual.",
            "none")
        .logarithmic()
        .all("noValue", "not sent by this run")
        .ask(curves(live("plateau_run_update_ratio"), "update ratio"));
  }

  static Panel noise() {
    return Panels.curves(
            "Noise of the gradient",
            "Scale of the label noise that SGD amounts to (mean squared residual), and variance of"
                + " the samples' gradients over the squared norm of their mean.",
            "none")
        .logarithmic()
        .all("noValue", "not measured in this run")
        .ask(
            curves(live("plateau_run_label_noise"), "label noise"),
            curves(live("plateau_run_gradient_noise_scale"), "gradient noise scale"));
  }

  static Panel ledger() {
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

  static Panel pace() {
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
}
