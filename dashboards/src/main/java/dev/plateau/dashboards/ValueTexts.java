package dev.plateau.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Texts that stand for values in a cell, as Grafana's value mappings. */
final class ValueTexts {
  private ValueTexts() {}

  /** A text for NaN, which stands for what is not known. */
  static ArrayNode unknownIs(String text) {
    return Json.array(
        Json.object(
            "type", "special", "options", Json.object("match", "nan", "result", shown(text))));
  }

  /** A text for one value. */
  static ArrayNode is(String value, String text) {
    return Json.array(Json.object("type", "value", "options", Json.object(value, shown(text))));
  }

  private static ObjectNode shown(String text) {
    return Json.object("text", text, "index", 0);
  }
}
