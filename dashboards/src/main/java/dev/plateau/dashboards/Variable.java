package dev.plateau.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A picker above the panels.
 *
 * @param json as Grafana has it
 */
record Variable(ObjectNode json) {
  private static final int ON_TIME_RANGE_CHANGED = 2;
  private static final int NATURAL = 7;

  /** Which Prometheus to ask. */
  static Variable dataSource() {
    return new Variable(
        Json.fields()
            .with("name", "datasource")
            .with("type", "datasource")
            .with("label", "Prometheus")
            .with("query", "prometheus")
            .with("refresh", 1)
            .with("hide", 0)
            .with("includeAll", false)
            .with("multi", false)
            .with("regex", "")
            .build());
  }

  /**
   * One of what Prometheus knows.
   *
   * @param query Grafana's {@code label_values} or {@code query_result}
   * @param regex which part of each answer is the choice; empty: all of it
   */
  static Variable one(String name, String label, String query, String regex) {
    return new Variable(query(name, label, query, regex));
  }

  /** Any number of what Prometheus knows; all of it at first. */
  static Variable many(String name, String label, String query) {
    ObjectNode json = query(name, label, query, "");
    json.setAll(
        Json.fields()
            .with("multi", true)
            .with("includeAll", true)
            .with("allValue", ".*")
            .with("current", Json.object("text", Json.array("All"), "value", Json.array("$__all")))
            .build());
    return new Variable(json);
  }

  private static ObjectNode query(String name, String label, String query, String regex) {
    return Json.fields()
        .with("name", name)
        .with("type", "query")
        .with("label", label)
        .with("datasource", Dashboard.prometheus())
        .with(
            "query",
            Json.object(
                "qryType",
                queryType(query),
                "query",
                query,
                "refId",
                "PrometheusVariableQueryEditor-VariableQuery"))
        .with("regex", regex)
        .with("refresh", ON_TIME_RANGE_CHANGED)
        .with("sort", NATURAL)
        .with("hide", 0)
        .with("includeAll", false)
        .with("multi", false)
        .build();
  }

  /** Grafana's number of the function that the query begins with. */
  private static int queryType(String query) {
    return query.startsWith("label_values(") ? 1 : 3;
  }
}
