package dev.plateau.dashboards;

import static dev.plateau.dashboards.Query.curves;
import static dev.plateau.dashboards.Query.latest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** All runs at a glance: which there are, what they are doing, which want attention. */
final class RunsDashboard {
  static final String UID = "plateau-runs";

  /** What the picker has chosen. */
  private static final String CHOSEN = "{experiment=~\"$experiment\"}";

  private static final int MINUTE_MILLIS = 60_000;
  private static final int SPARKLINE_POINTS = 60;
  private static final int RUNS_PER_PAGE = 20;

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
            Row.of("Runs", 14).add(24, table()),
            Row.of("What happened", 12).add(15, phases()).add(9, alerts()),
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

  private static Panel table() {
    return Panels.table(
            "Runs",
            "Every run of the chosen experiments within the shown range, as it was at last. The"
                + " name leads to the run's own dashboard.",
            "none")
        .maxDataPoints(SPARKLINE_POINTS)
        .option("sortBy", Json.array(Json.object("displayName", "Last step", "desc", true)))
        .ask(
            curves("max by (experiment, run) (plateau_run_loss_smoothed" + CHOSEN + ")", ""),
            latest(last("plateau_run_phase_code")),
            latest(
                "max by (experiment, run, name) (last_over_time(plateau_run_info"
                    + CHOSEN
                    + "[$__range]))"),
            latest(last("plateau_run_step")),
            latest(orUnknown(last("plateau_run_step") + " / " + last("plateau_run_planned_steps"))),
            latest(orUnknown(last("plateau_run_loss_smoothed"))),
            latest(orUnknown(last("plateau_run_ntk_rank"))),
            latest(
                orUnknown(
                    "1 / (max by (experiment, run) (plateau_run_step_interval_seconds"
                        + CHOSEN
                        + ") > 0) unless on (experiment, run) plateau_run_phase_code >= 5")),
            latest(orUnknown("1000 * " + last("plateau_run_last_step_timestamp_seconds"))),
            latest("1000 * " + last("plateau_run_start_timestamp_seconds")),
            latest(shownUntil()))
        .transformAnswersTo("A", "timeSeriesTable", Json.object())
        .transform("merge", Json.object())
        .transform("organize", columns())
        .override(
            FieldOverride.named("Run")
                .with("links", Json.array(linkToRun()))
                .with("custom.width", 260),
            FieldOverride.named("Experiment").with("custom.width", 150),
            FieldOverride.named("Phase")
                .with("mappings", Phases.mappings())
                .with(
                    "custom.cellOptions", Json.object("type", "color-background", "mode", "basic"))
                .with("custom.width", 105),
            FieldOverride.named("Step").with("unit", "locale").with("custom.width", 90),
            FieldOverride.named("Of planned")
                .with("unit", "percentunit")
                .with("decimals", 0)
                .with("min", 0)
                .with("max", 1)
                .with("color", Json.object("mode", "fixed", "fixedColor", "blue"))
                .with(
                    "custom.cellOptions",
                    Json.object("type", "gauge", "mode", "basic", "valueDisplayMode", "text"))
                .with("mappings", unknownIsBlank()),
            FieldOverride.named("Loss").with("mappings", unknownIsBlank()).with("custom.width", 90),
            FieldOverride.named("Its course")
                .with(
                    "custom.cellOptions",
                    Json.object("type", "sparkline", "hideValue", true, "lineWidth", 1))
                .with("custom.filterable", false),
            FieldOverride.named("NTK rank")
                .with("mappings", unknownIsBlank())
                .with("custom.width", 90),
            FieldOverride.named("Steps/s")
                .with("decimals", 1)
                .with("mappings", unknownIsBlank())
                .with("custom.width", 85),
            FieldOverride.named("Last step")
                .with("unit", "dateTimeFromNow")
                .with("mappings", unknownIsBlank())
                .with("custom.width", 130),
            FieldOverride.named("id")
                .with(
                    "custom.hideFrom", Json.object("viz", true, "legend", false, "tooltip", false)),
            FieldOverride.named("since")
                .with("decimals", 0)
                .with(
                    "custom.hideFrom", Json.object("viz", true, "legend", false, "tooltip", false)),
            FieldOverride.named("until")
                .with("decimals", 0)
                .with("mappings", zeroIsNow())
                .with(
                    "custom.hideFrom",
                    Json.object("viz", true, "legend", false, "tooltip", false)));
  }

  private static ObjectNode columns() {
    ObjectNode renamed =
        Json.fields()
            .with("name", "Run")
            .with("experiment", "Experiment")
            .with("Value #B", "Phase")
            .with("Value #D", "Step")
            .with("Value #E", "Of planned")
            .with("Value #F", "Loss")
            .with("Trend #A", "Its course")
            .with("Value #G", "NTK rank")
            .with("Value #H", "Steps/s")
            .with("Value #I", "Last step")
            .with("run", "id")
            .with("Value #J", "since")
            .with("Value #K", "until")
            .build();
    ObjectNode order = Json.object();
    renamed.fieldNames().forEachRemaining(name -> order.put(name, order.size()));
    return Json.fields()
        .with("excludeByName", Json.object("Time", true, "Value #C", true))
        .with("indexByName", order)
        .with("renameByName", renamed)
        .build();
  }

  /** To the run's dashboard, from the run's beginning to its end or to now. */
  private static ObjectNode linkToRun() {
    return Json.fields()
        .with("title", "Open this run")
        .with(
            "url",
            "/d/"
                + RunDashboard.UID
                + "?${datasource:queryparam}&var-experiment=${__data.fields.Experiment:percentencode}"
                + "&var-run=${__data.fields.id}&from=${__data.fields.since}&to=${__data.fields.until}")
        .build();
  }

  /** Zero while the run goes on, and a minute behind its last step when it has ended. */
  private static String shownUntil() {
    return "("
        + "1000 * "
        + last("plateau_run_last_step_timestamp_seconds")
        + " + "
        + MINUTE_MILLIS
        + ") * on (experiment, run) ("
        + last("plateau_run_phase_code")
        + " >= bool 5) or on (experiment, run) 0 * "
        + last("plateau_run_phase_code");
  }

  /** A metric of each run, under the run's name. */
  private static String named(String metric) {
    return "max by (experiment, run) ("
        + metric
        + CHOSEN
        + ") * on (experiment, run) group_left (name) max by (experiment, run, name)"
        + " (plateau_run_info"
        + CHOSEN
        + ")";
  }

  /** The last value within the shown range, of ended runs too. */
  private static String last(String metric) {
    return "max by (experiment, run) (last_over_time(" + metric + CHOSEN + "[$__range]))";
  }

  /**
   * NaN for runs that have no such value. Grafana's merge joins rows only where every answer has
   * the labels, and an answer without rows has none.
   */
  private static String orUnknown(String expr) {
    return expr + " or on (experiment, run) " + last("plateau_run_phase_code") + " * NaN";
  }

  private static Object unknownIsBlank() {
    return Json.array(
        Json.fields()
            .with("type", "special")
            .with(
                "options",
                Json.object("match", "nan", "result", Json.object("text", " ", "index", 0)))
            .build());
  }

  private static Object zeroIsNow() {
    return Json.array(
        Json.fields()
            .with("type", "value")
            .with("options", Json.object("0", Json.object("text", "now", "index", 0)))
            .build());
  }

  private static Panel phases() {
    return Panels.timeline(
            "Phases",
            "The phase of each run over time: descending, stabilized, fitting, diverged, or how it"
                + " ended.")
        .option("perPage", RUNS_PER_PAGE)
        .all("mappings", Phases.mappings())
        .maxDataPoints(300)
        .ask(curves(named("plateau_run_phase_code"), "{{name}}"));
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
            Json.fields()
                .with("excludeByName", Json.object("Time", true))
                .with(
                    "indexByName",
                    Json.fields()
                        .with("Value", 0)
                        .with("severity", 1)
                        .with("alertname", 2)
                        .with("run", 3)
                        .with("cause", 4)
                        .with("experiment", 5)
                        .build())
                .with(
                    "renameByName",
                    Json.fields()
                        .with("Value", "Since")
                        .with("severity", "Severity")
                        .with("alertname", "Alert")
                        .with("run", "Run")
                        .with("cause", "Cause")
                        .with("experiment", "Experiment")
                        .build())
                .build())
        .override(
            FieldOverride.named("Since").with("unit", "dateTimeFromNow").with("custom.width", 120),
            FieldOverride.named("Severity")
                .with("custom.width", 80)
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
            "Mean loss over about 50 steps. Open this row for some dozens of runs; choose an"
                + " experiment before.",
            "none")
        .logarithmic()
        .maxDataPoints(400)
        .ask(curves(named("plateau_run_loss_smoothed"), "{{name}}"));
  }

  private static Panel ranks() {
    return Panels.curves(
            "NTK rank of each run",
            "Numerical rank of the tangent features: it falls while the loss stands still.",
            "none")
        .maxDataPoints(400)
        .ask(curves(named("plateau_run_ntk_rank"), "{{name}}"));
  }
}
