package dev.plateau.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The kinds of panels that the dashboards are made of, each with one look. */
final class Panels {
  private Panels() {}

  /** Curves over time. */
  static Panel curves(String title, String description, String unit) {
    ObjectNode custom =
        Json.fields()
            .with("drawStyle", "line")
            .with("lineWidth", 1)
            .with("fillOpacity", 0)
            .with("showPoints", "auto")
            .with("pointSize", 4)
            .with("spanNulls", false)
            .build();
    return new Panel(
        "timeseries",
        title,
        description,
        unit,
        custom,
        Json.object("legend", legend(), "tooltip", tooltip("multi")));
  }

  /**
   * Curves over a run's step, one for each attempt, so that a run that was resumed at an earlier
   * step does not go back on itself.
   *
   * <p>The x-axis is found by the name that the step has in the answer: those that people see get
   * the attempt's number behind them where there are several.
   *
   * @param names names of the curves, of the queries from C on; A asks for the step, B for the
   *     attempt, all as rows without labels
   */
  static Panel curvesOverStep(String title, String description, String unit, String... names) {
    ObjectNode custom =
        Json.fields()
            .with("show", "lines")
            .with("lineWidth", 1)
            .with("pointSize", Json.object("fixed", 3))
            .with("axisLabel", "")
            .build();
    ObjectNode options =
        Json.fields()
            .with("mapping", "auto")
            .with("series", Json.array(Json.object("x", Json.object("matcher", named("Value #A")))))
            .with("legend", legend())
            .with("tooltip", tooltip("single"))
            .build();
    Columns columns = new Columns().show("Value #A", "step").show("Value #B", "attempt");
    for (int i = 0; i < names.length; i++) {
      columns.show("Value #" + (char) ('C' + i), names[i]);
    }
    return new Panel("xychart", title, description, unit, custom, options)
        .transform("merge", Json.object())
        .transform("organize", columns.json())
        .transform(
            "partitionByValues", Json.object("fields", Json.array("attempt"), "keepFields", false))
        .override(
            FieldOverride.matching("step.*")
                .with("custom.axisLabel", "step")
                .with("unit", "locale")
                .with("custom.scaleDistribution", Json.object("type", "linear")));
  }

  /** One value, large; with its recent course behind it, if it is asked as a series. */
  static Panel value(String title, String description, String unit) {
    ObjectNode options =
        Json.fields()
            .with("colorMode", "none")
            .with("graphMode", "area")
            .with("justifyMode", "auto")
            .with("orientation", "auto")
            .with("textMode", "auto")
            .with("wideLayout", true)
            .with("showPercentChange", false)
            .with("percentChangeColorMode", "standard")
            .with("reduceOptions", reduce())
            .build();
    return new Panel("stat", title, description, unit, Json.object(), options);
  }

  /** Rows and columns. */
  static Panel table(String title, String description, String unit) {
    ObjectNode custom =
        Json.fields()
            .with("align", "auto")
            .with("cellOptions", Json.object("type", "auto"))
            .with("inspect", false)
            .with("filterable", true)
            .build();
    ObjectNode options = Json.object("frameIndex", 0, "showHeader", true, "cellHeight", "sm");
    return new Panel("table", title, description, unit, custom, options);
  }

  /** What was when, a bar for each series. */
  static Panel timeline(String title, String description) {
    ObjectNode custom = Json.object("fillOpacity", 80, "lineWidth", 0);
    ObjectNode options =
        Json.fields()
            .with("alignValue", "left")
            .with("mergeValues", true)
            .with("rowHeight", 0.85)
            .with("showValue", "auto")
            .with("legend", legend())
            .with("tooltip", tooltip("single"))
            .build();
    return new Panel("state-timeline", title, description, "none", custom, options);
  }

  private static ObjectNode named(String name) {
    return Json.object("id", "byName", "options", name);
  }

  private static ObjectNode reduce() {
    ArrayNode last = Json.array("lastNotNull");
    return Json.object("calcs", last, "fields", "", "values", false);
  }

  private static ObjectNode legend() {
    return Json.fields()
        .with("showLegend", true)
        .with("displayMode", "list")
        .with("placement", "bottom")
        .with("calcs", Json.array())
        .build();
  }

  private static ObjectNode tooltip(String mode) {
    return Json.object("mode", mode, "sort", "none");
  }
}
