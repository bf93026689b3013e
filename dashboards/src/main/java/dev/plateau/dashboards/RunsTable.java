package dev.plateau.dashboards;

import static dev.plateau.dashboards.Query.curves;
import static dev.plateau.dashboards.Query.latest;
import static dev.plateau.dashboards.RunsDashboard.CHOSEN;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The table of all runs: a row each, as it was at last, with a link to its own dashboard. */
final class RunsTable {
  private static final int MINUTE_MILLIS = 60_000;
  private static final int SPARKLINE_POINTS = 60;

  private RunsTable() {}

  static Panel make() {
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
            latest(
                neverEmpty(last("plateau_run_step") + " / " + last("plateau_run_planned_steps"))),
            latest(neverEmpty(last("plateau_run_loss_smoothed"))),
            latest(neverEmpty(last("plateau_run_ntk_rank"))),
            latest(
                neverEmpty(
                    "1 / (max by (experiment, run) (plateau_run_step_interval_seconds"
                        + CHOSEN
                        + ") > 0) unless on (experiment, run) plateau_run_phase_code >= 5")),
            latest(neverEmpty("1000 * " + last("plateau_run_last_step_timestamp_seconds"))),
            latest("1000 * " + last("plateau_run_start_timestamp_seconds")),
            latest(shownUntil()))
        .transformAnswersTo("A", "timeSeriesTable", Json.object())
        .transform("merge", Json.object())
        .transform("filterByValue", withoutPhase())
        .transform("organize", columns())
        .override(
            FieldOverride.named("Run")
                .with("links", Json.array(linkToRun()))
                .with("custom.width", 230),
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
                    Json.object("type", "gauge", "mode", "basic", "valueDisplayMode", "text")),
            FieldOverride.named("Loss").with("custom.width", 90),
            FieldOverride.named("Its course")
                .with(
                    "custom.cellOptions",
                    Json.object("type", "sparkline", "hideValue", true, "lineWidth", 1))
                .with("custom.filterable", false),
            FieldOverride.named("NTK rank").with("custom.width", 90),
            FieldOverride.named("Steps/s").with("decimals", 1).with("custom.width", 85),
            FieldOverride.named("Last step")
                .with("unit", "dateTimeFromNow")
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
                .with("mappings", ValueTexts.is("0", "now"))
                .with(
                    "custom.hideFrom",
                    Json.object("viz", true, "legend", false, "tooltip", false)));
  }

  private static ObjectNode columns() {
    return new Columns()
        .show("name", "Run")
        .show("experiment", "Experiment")
        .show("Value #B", "Phase")
        .show("Value #D", "Step")
        .show("Value #E", "Of planned")
        .show("Value #F", "Loss")
        .show("Trend #A", "Its course")
        .show("Value #G", "NTK rank")
        .show("Value #H", "Steps/s")
        .show("Value #I", "Last step")
        .show("run", "id")
        .show("Value #J", "since")
        .show("Value #K", "until")
        .hide("Value #C")
        .json();
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
    return "(1000 * "
        + last("plateau_run_last_step_timestamp_seconds")
        + " + "
        + MINUTE_MILLIS
        + ") * on (experiment, run) ("
        + last("plateau_run_phase_code")
        + " >= bool 5)";
  }

  /** The last value within the shown range, of ended runs too. */
  private static String last(String metric) {
    return "max by (experiment, run) (last_over_time(" + metric + CHOSEN + "[$__range]))";
  }

  /**
   * A row of no run where no run has such a value. Grafana's merge joins rows by the columns that
   * every answer has, and an answer without rows has none: the whole table would come apart. The
   * row is taken out again, as it has no phase.
   */
  private static String neverEmpty(String expr) {
    return expr
        + " or on () label_replace(label_replace(vector(NaN), \"run\", \"none\", \"\", \"\"),"
        + " \"experiment\", \"none\", \"\", \"\")";
  }

  private static ObjectNode withoutPhase() {
    ObjectNode isNull = Json.object("id", "isNull", "options", Json.object());
    return Json.fields()
        .with("type", "exclude")
        .with("match", "any")
        .with("filters", Json.array(Json.object("fieldName", "Value #B", "config", isNull)))
        .build();
  }
}
