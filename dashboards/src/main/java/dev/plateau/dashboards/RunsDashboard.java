package dev.plateau.dashboards;

import static dev.plateau.dashboards.Query.curves;
import static dev.plateau.dashboards.Query.latest;

import java.util.List;

/** All runs at a glance: which there are, what they are doing, which want attention. */
final class RunsDashboard {
  static final String UID = "plateau-runs";

  /** What the picker has chosen. */
  static final String CHOSEN = "{experiment=~\"$experiment\"}";

  private static final int RUNS_PER_PAGE = 20;
  private static final int LINES = 50;
  private static final int BARS = 200;

  private RunsDashboard() {}

  static Dashboard make() {
    return new Dashboard(
        UID,
        "Plateau: runs",
        "All runs: phase, progress, loss and alerts; a row leads to its run.",
        "now-1h",
        List.of(
            Variable.many(
                "experiment", "Experiment", "label_values(plateau_run_step, experiment)")),
        List.of(),
        List.of(
            Row.of("Fleet", 4).add(13, byPhase()).add(4, stepRate()).add(4, firing()).add(3, lag()),
            Row.of("Runs", 14).add(24, RunsTable.make()),
            Row.of("What happened", 12).add(13, phases()).add(11, alerts()),
            Row.of("Over time", 8).add(12, countOverTime()).add(12, stabilizationEnds()),
            Row.collapsed("A line for each run", 12).add(12, losses()).add(12, ranks())));
  }

  private static Panel byPhase() {
    Panel panel =
        Panels.value(
                "Runs by phase",
                "How many runs of the chosen experiments are in each phase now. Ended runs count"
                    + " for a day.",
                "none")
            .option("colorMode", "value")
            .option("graphMode", "none")
            .option("textMode", "value_and_name")
            .all("noValue", "no runs")
            .ask(latest("sum by (phase) (plateau_runs" + CHOSEN + ")", "{{phase}}"));
    for (Phases phase : Phases.values()) {
      panel.override(FieldOverride.named(phase.label()).color(phase.color()));
    }
    return panel;
  }

  private static Panel stepRate() {
    return Panels.value(
            "Steps a second", "Steps of all runs that the collectors fold a second.", "none")
        .all("decimals", 0)
        .ask(curves("sum(rate(plateau_steps_total[$__rate_interval]))", "steps"));
  }

  private static Panel firing() {
    return Panels.value("Alerts", "Plateau's alerts that are firing now.", "none")
        .option("colorMode", "value")
        .option("graphMode", "none")
        .all("color", Json.object("mode", "thresholds"))
        .all(
            "thresholds",
            Json.fields()
                .with("mode", "absolute")
                .with(
                    "steps",
                    Json.array(
                        Json.object("color", "green", "value", Json.nothing()),
                        Json.object("color", "orange", "value", 1)))
                .build())
        .ask(latest("count(" + firingAlerts() + ") or vector(0)", "firing"));
  }

  private static Panel lag() {
    return Panels.value("Lag", "How far what is shown lies behind what trainers have said.", "s")
        .ask(curves("max(plateau_collector_lag_seconds)", "lag"));
  }

  private static Panel phases() {
    return Panels.timeline(
            "Phases",
            "The phase of each run over time, of the 200 chosen runs that began last: descending,"
                + " stabilized, fitting, diverged, or how it ended.")
        .option("perPage", RUNS_PER_PAGE)
        .all("mappings", Phases.mappings())
        .maxDataPoints(300)
        .ask(curves(ofNewest(BARS, "plateau_run_phase_code"), "{{name}}"));
  }

  private static Panel alerts() {
    return Panels.table(
            "Firing alerts",
            "What Prometheus alerts of now, and since when; the runbooks say what to do.",
            "none")
        .ask(
            latest(
                "1000 * max by (alertname, severity, experiment, run, cause) (ALERTS_FOR_STATE)"
                    + " and on (alertname, severity, experiment, run, cause) "
                    + firingAlerts()))
        .transform(
            "organize",
            new Columns()
                .show("Value", "Since")
                .show("severity", "Severity")
                .show("alertname", "Alert")
                .show("run", "Run")
                .show("cause", "Cause")
                .show("experiment", "Experiment")
                .json())
        .override(
            FieldOverride.named("Since").with("unit", "dateTimeFromNow").with("custom.width", 110),
            FieldOverride.named("Alert").with("custom.width", 190),
            FieldOverride.named("Run").with("custom.width", 140),
            FieldOverride.named("Cause").with("custom.width", 110),
            FieldOverride.named("Severity")
                .with("custom.width", 75)
                .with(
                    "mappings",
                    Json.array(
                        Json.fields()
                            .with("type", "value")
                            .with(
                                "options",
                                Json.fields()
                                    .with("info", Json.object("color", "blue", "index", 0))
                                    .with("warning", Json.object("color", "orange", "index", 1))
                                    .with("critical", Json.object("color", "red", "index", 2))
                                    .build())
                            .build()))
                .with("custom.cellOptions", Json.object("type", "color-text")));
  }

  /** Ours: those of the chosen experiments, and those that belong to none. */
  private static String firingAlerts() {
    return "max by (alertname, severity, experiment, run, cause) (ALERTS{alertstate=\"firing\","
        + "experiment=~\"$experiment|\",alertname=~\""
        + String.join("|", AlertNames.ALL)
        + "\"})";
  }

  private static Panel countOverTime() {
    Panel panel =
        Panels.curves(
                "Runs by phase over time", "How many runs were in each phase, stacked.", "none")
            .custom("fillOpacity", 60)
            .custom("lineWidth", 0)
            .custom("showPoints", "never")
            .custom("lineInterpolation", "stepAfter")
            .custom("stacking", Json.object("mode", "normal", "group", "A"))
            .all("min", 0)
            .ask(curves("sum by (phase) (plateau_runs" + CHOSEN + ")", "{{phase}}"));
    for (Phases phase : Phases.values()) {
      panel.override(FieldOverride.named(phase.label()).color(phase.color()));
    }
    return panel;
  }

  private static Panel stabilizationEnds() {
    return Panels.curves(
            "Stabilizations that ended",
            "How many ends of stabilization are known of the runs that are shown then, by cause:"
                + " the schedule, drift, or divergence.",
            "none")
        .custom("lineInterpolation", "stepAfter")
        .all("min", 0)
        .all("decimals", 0)
        .ask(
            curves(
                "count by (cause) (plateau_run_stabilization_end_step{experiment=~\"$experiment\","
                    + "source=\"loss\"})",
                "{{cause}}"))
        .override(
            FieldOverride.named("learning_rate").color("green"),
            FieldOverride.named("drift").color("orange"),
            FieldOverride.named("divergence").color("red"));
  }

  private static Panel losses() {
    return Panels.curves(
            "Loss of each run",
            "Mean loss over about 50 steps, of the 50 chosen runs that began last.",
            "sci")
        .all("decimals", 2)
        .logarithmic()
        .maxDataPoints(400)
        .ask(curves(ofNewest(LINES, "plateau_run_loss_smoothed"), "{{name}}"));
  }

  private static Panel ranks() {
    return Panels.curves(
            "NTK rank of each run",
            "Numerical rank of the tangent features, of the 50 chosen runs that began last: it"
                + " falls while the loss stands still.",
            "none")
        .maxDataPoints(400)
        .ask(curves(ofNewest(LINES, "plateau_run_ntk_rank"), "{{name}}"));
  }

  /**
   * A metric of the runs that began last, under their names. Which runs these are and what they are
   * called is looked up once, at the end of the shown range, and not for each point.
   *
   * @param runs how many; more than some dozens of lines nobody can tell apart
   */
  private static String ofNewest(int runs, String metric) {
    String newest =
        " and on (experiment, run) topk("
            + runs
            + ", max by (experiment, run) (last_over_time(plateau_run_start_timestamp_seconds"
            + CHOSEN
            + "[$__range] @ end())))";
    return "max by (experiment, run) ("
        + metric
        + CHOSEN
        + newest
        + ") * on (experiment, run) group_left (name) (max by (experiment, run, name)"
        + " (last_over_time(plateau_run_info"
        + CHOSEN
        + "[$__range] @ end()))"
        + newest
        + ")";
  }
}
