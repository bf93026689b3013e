package dev.plateau.dashboards;

import static dev.plateau.dashboards.PickedRun.RUN;
import static dev.plateau.dashboards.PickedRun.live;
import static dev.plateau.dashboards.Query.curves;

/** What probes cost a run, and how fresh their values are. */
final class ProbePanels {
  private static final String SHARE = "share of the time";

  private ProbePanels() {}

  static Panel budget() {
    return Panels.curves(
            "Probe budget",
            "Share of the training's time that probes take, how often one was due and passed over"
                + " to keep within the budget, and how many failed and were switched off. Passing"
                + " over is as it should be; failing is not.",
            "none")
        .custom("lineInterpolation", "stepAfter")
        .all("min", 0)
        .all("noValue", "this run has no probes")
        .ask(
            curves(live("plateau_run_probe_cost_ratio"), SHARE),
            curves(live("plateau_run_probes_skipped"), "passed over"),
            curves(live("plateau_run_probes_failed"), "failed"))
        .override(
            FieldOverride.named(SHARE)
                .with("unit", "percentunit")
                .with("custom.axisPlacement", "right"),
            FieldOverride.named("failed").color("red"));
  }

  static Panel ages() {
    return Panels.curves("Probes", "How many steps the last value of each probe lies back.", "none")
        .all("noValue", "this run has no probes")
        .ask(
            curves(
                "max by (probe) (plateau_run_step"
                    + RUN
                    + " - on (experiment, run) group_right () plateau_run_probe_step"
                    + RUN
                    + ")",
                "{{probe}}"));
  }
}
