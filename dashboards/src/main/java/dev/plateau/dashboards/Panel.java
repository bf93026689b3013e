package dev.plateau.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One panel: what it is called, what it asks and how it shows the answer. Each kind of panel is a
 * factory in {@link Panels}; what it is given here is the same for all kinds.
 */
final class Panel {
  private final String type;
  private final String title;
  private final String description;
  private final ObjectNode options;
  private final ObjectNode defaults;
  private final ObjectNode custom;
  private final List<Query> queries = new ArrayList<>();
  private final List<FieldOverride> overrides = new ArrayList<>();
  private final ArrayNode transformations = Json.array();
  private int maxDataPoints;

  /**
   * @param type Grafana's id of the visualization
   * @param unit Grafana's id of the values' unit
   * @param custom settings of the visualization's fields
   * @param options settings of the visualization
   */
  Panel(
      String type,
      String title,
      String description,
      String unit,
      ObjectNode custom,
      ObjectNode options) {
    this.type = type;
    this.title = title;
    this.description = description;
    this.custom = custom;
    this.options = options;
    defaults = Json.object("unit", unit, "custom", custom);
  }

  /** Asks these; the first is called A. */
  Panel ask(Query... asked) {
    queries.addAll(List.of(asked));
    return this;
  }

  Panel override(FieldOverride... given) {
    overrides.addAll(List.of(given));
    return this;
  }

  /** Sets what all fields have, as Grafana names it. */
  Panel all(String property, Object value) {
    defaults.setAll(Json.object(property, value));
    return this;
  }

  /** Sets what all fields have of this visualization's own, as Grafana names it. */
  Panel custom(String property, Object value) {
    custom.setAll(Json.object(property, value));
    return this;
  }

  /** Sets an option of the visualization, as Grafana names it. */
  Panel option(String option, Object value) {
    options.setAll(Json.object(option, value));
    return this;
  }

  /** Changes the answers before they are shown, after the transformations so far. */
  Panel transform(String id, ObjectNode transformation) {
    transformations.add(Json.object("id", id, "options", transformation));
    return this;
  }

  /** Changes the answers to one query only, after the transformations so far. */
  Panel transformAnswersTo(String refId, String id, ObjectNode transformation) {
    transformations.add(
        Json.fields()
            .with("id", id)
            .with("filter", Json.object("id", "byRefId", "options", refId))
            .with("options", transformation)
            .build());
    return this;
  }

  /** At most so many points a series, however wide the panel is. */
  Panel maxDataPoints(int points) {
    maxDataPoints = points;
    return this;
  }

  /** The y-axis by powers of ten. */
  Panel logarithmic() {
    return custom("scaleDistribution", Json.object("type", "log", "log", 10));
  }

  /** Title of the panel. */
  String title() {
    return title;
  }

  /**
   * As Grafana has it.
   *
   * @param id number within the dashboard
   * @param place where it stands
   */
  ObjectNode json(int id, ObjectNode place) {
    ObjectNode panel =
        Json.fields()
            .with("id", id)
            .with("type", type)
            .with("title", title)
            .with("description", description)
            .with("gridPos", place)
            .with("datasource", Dashboard.prometheus())
            .with(
                "fieldConfig",
                Json.fields()
                    .with("defaults", defaults)
                    .with("overrides", overrides.stream().map(FieldOverride::json).toList())
                    .build())
            .with("options", options)
            .with("targets", targets())
            .build();
    if (maxDataPoints > 0) {
      panel.put("maxDataPoints", maxDataPoints);
    }
    if (!transformations.isEmpty()) {
      panel.set("transformations", transformations);
    }
    return panel;
  }

  private ArrayNode targets() {
    ArrayNode targets = Json.array();
    for (int i = 0; i < queries.size(); i++) {
      targets.add(queries.get(i).json(refId(i)));
    }
    return targets;
  }

  /** A, B, C, … as Grafana names a panel's questions. */
  private static String refId(int index) {
    return String.valueOf((char) ('A' + index));
  }
}
