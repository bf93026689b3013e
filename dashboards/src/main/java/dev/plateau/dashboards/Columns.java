package dev.plateau.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Which fields of an answer are shown, in which order and under which names, as Grafana's "organize
 * fields". The time of a row never is one of them.
 */
final class Columns {
  private final ObjectNode hidden = Json.object("Time", true);
  private final ObjectNode order = Json.object();
  private final ObjectNode names = Json.object();

  /** Shows a field next. */
  Columns show(String answered, String name) {
    order.put(answered, order.size());
    names.put(answered, name);
    return this;
  }

  /** Leaves a field out. */
  Columns hide(String answered) {
    hidden.put(answered, true);
    return this;
  }

  /** As the transformation's options. */
  ObjectNode json() {
    return Json.object("excludeByName", hidden, "indexByName", order, "renameByName", names);
  }
}
