package dev.plateau.dashboards;

import static dev.plateau.dashboards.PickedRun.CURVE_POINTS;
import static dev.plateau.dashboards.PickedRun.RUN;
import static dev.plateau.dashboards.PickedRun.finite;
import static dev.plateau.dashboards.PickedRun.largestSince;
import static dev.plateau.dashboards.PickedRun.live;
import static dev.plateau.dashboards.Query.curves;
import static dev.plateau.dashboards.Query.latest;
import static dev.plateau.dashboards.Query.rows;

/** The run's loss over time and over step, its phases, and the account of its stabilizations. */
final class LossPanels {
  private LossPanels() {}

  /** The loss, never thinned out so far that a spike is lost, over bands that show the phases. */
  static Panel lossOverTime() {
    Panel panel =
        Panels.curves(
                "Loss over time",
                "Mean over about 50 steps, and above it the largest loss of any step since the"
                    + " point before: no spike is lost, however far the range. Bands: phases."
                    + " Marks: where the step size was decayed and where a stabilization ended.",
                "sci")
            .all("decimals", 2)
            .logarithmic()
            .maxDataPoints(CURVE_POINTS)
            .ask(
                curves(largestSince("plateau_run_loss_max"), "largest"),
                curves(live("plateau_run_loss_smoothed"), "mean loss"),
                curves(live("plateau_run_full_loss"), "full training loss"),
                curves(live("plateau_run_test_loss"), "test loss"),
                curves(
                    "max by (ordinal)"
                        + " (plateau_run_stabilization_loss{run=\"$run\",source=\"loss\"})",
                    "level of stabilization {{ordinal}}"),
                curves("max by (phase) (plateau_run_phase" + RUN + ")", "{{phase}}"))
            .override(
                FieldOverride.named("mean loss").color("text").with("custom.lineWidth", 2),
                FieldOverride.named("largest")
                    .color("text")
                    .with("custom.fillBelowTo", "mean loss")
                    .with("custom.fillOpacity", 12)
                    .with("custom.lineWidth", 0)
                    .with("custom.showPoints", "never"),
                FieldOverride.named("full training loss").color("purple"),
                FieldOverride.named("test loss").color("green"),
                FieldOverride.matching("level of stabilization .*")
                    .color("yellow")
                    .with("custom.showPoints", "never")
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

  static Panel lossOverStep() {
    return Panels.curvesOverStep(
            "Loss over step",
            "The same over the trainer's step. A run that was resumed at an earlier step goes on as"
                + " a curve of its own.",
            "sci",
            "mean loss",
            "full training loss",
            "test loss")
        .all("decimals", 2)
        .logarithmic()
        .maxDataPoints(CURVE_POINTS)
        .ask(
            rows(live("plateau_run_step")),
            rows(live("plateau_run_attempt")),
            rows(finite("plateau_run_loss_smoothed")),
            rows(finite("plateau_run_full_loss")),
            rows(finite("plateau_run_test_loss")));
  }

  static Panel stabilizations() {
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
            new Columns()
                .show("source", "Loss")
                .show("ordinal", "No.")
                .show("Value #A", "From step")
                .show("Value #C", "To step")
                .show("cause", "Cause")
                .show("Value #B", "Level")
                .show("Value #D", "Ended")
                .json())
        .override(
            FieldOverride.named("Loss").with("custom.width", 70),
            FieldOverride.named("No.").with("custom.width", 50),
            FieldOverride.named("Cause").with("custom.width", 110),
            FieldOverride.named("Level").with("custom.width", 80),
            FieldOverride.matching("From step|To step")
                .with("custom.width", 78)
                .with("unit", "locale")
                .with("mappings", ValueTexts.unknownIs("goes on")),
            FieldOverride.named("Ended")
                .with("unit", "dateTimeAsIso")
                .with("mappings", ValueTexts.unknownIs(" ")));
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
}
