package dev.plateau.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The phases of a run: code, name and colour, the same on every dashboard. */
enum Phases {
  DESCENDING(1, "blue"),
  STABILIZED(2, "orange"),
  FITTING(3, "green"),
  DIVERGED(4, "red"),
  COMPLETED(5, "#7f8c8d"),
  FAILED(6, "dark-red"),
  STOPPED(7, "#b0b7bd"),
  LOST(8, "purple");

  private final int code;
  private final String color;

  Phases(int code, String color) {
    this.code = code;
    this.color = color;
  }

  /** Value of {@code plateau_run_phase_code}. */
  int code() {
    return code;
  }

  /** Value of the label {@code phase}. */
  String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** A colour of Grafana's palette, or a hex code. */
  String color() {
    return color;
  }

  /** Shows codes as names on their colours. */
  static ArrayNode mappings() {
    ObjectNode texts = Json.object();
    for (Phases phase : values()) {
      texts.set(
          Integer.toString(phase.code),
          Json.object("text", phase.label(), "color", phase.color, "index", phase.code - 1));
    }
    return Json.array(Json.object("type", "value", "options", texts));
  }
}
