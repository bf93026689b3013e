package dev.plateau.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What differs for some of a panel's fields: series or columns. */
final class FieldOverride {
  private final ObjectNode matcher;
  private final ArrayNode properties = Json.array();

  private FieldOverride(ObjectNode matcher) {
    this.matcher = matcher;
  }

  /** For the field that is shown under this name. */
  static FieldOverride named(String name) {
    return new FieldOverride(Json.object("id", "byName", "options", name));
  }

  /** For the fields whose names match the whole pattern. */
  static FieldOverride matching(String pattern) {
    return new FieldOverride(Json.object("id", "byRegexp", "options", "/^(?:" + pattern + ")$/"));
  }

  /** Sets a property, as Grafana names it. */
  FieldOverride with(String id, Object value) {
    properties.add(Json.object("id", id, "value", value));
    return this;
  }

  FieldOverride color(String color) {
    return with("color", Json.object("mode", "fixed", "fixedColor", color));
  }

  ObjectNode json() {
    return Json.object("matcher", matcher, "properties", properties);
  }
}
