package dev.plateau.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A question to Prometheus, one of a panel's.
 *
 * @param expr PromQL with Grafana's variables
 * @param kind over which time, and in which form the answer is wanted
 * @param legend name of its series; may hold labels in double braces; empty: the labels
 */
record Query(String expr, Kind kind, String legend) {
  /** Over which time a question is asked, and in which form its answer is wanted. */
  enum Kind {
    /** The values over the shown range, a series for each label set. */
    CURVES,
    /** The values over the shown range, as rows of one table. */
    ROWS,
    /** The value at the end of the shown range, a row for each label set. */
    LATEST
  }

  static Query curves(String expr, String legend) {
    return new Query(expr, Kind.CURVES, legend);
  }

  static Query rows(String expr) {
    return new Query(expr, Kind.ROWS, "");
  }

  static Query latest(String expr) {
    return new Query(expr, Kind.LATEST, "");
  }

  /** The value at the end of the shown range under a name, where a panel shows names. */
  static Query latest(String expr, String legend) {
    return new Query(expr, Kind.LATEST, legend);
  }

  /**
   * As Grafana has it.
   *
   * @param refId letter that the panel's other parts call it by
   */
  ObjectNode json(String refId) {
    boolean latest = kind == Kind.LATEST;
    return Json.fields()
        .with("refId", refId)
        .with("datasource", Dashboard.prometheus())
        .with("editorMode", "code")
        .with("expr", expr)
        .with("legendFormat", legend.isEmpty() ? "__auto" : legend)
        .with("format", kind == Kind.ROWS || (latest && legend.isEmpty()) ? "table" : "time_series")
        .with("instant", latest)
        .with("range", !latest)
        .build();
  }
}
