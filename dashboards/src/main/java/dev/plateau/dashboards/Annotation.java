package dev.plateau.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A mark on all curves over time, at a time that is a series's value.
 *
 * @param name what the switch above the panels is called
 * @param expr PromQL whose values are milliseconds since 1970
 * @param title first line of the mark's text; may hold labels in double braces
 * @param text further lines
 * @param color of the mark
 */
record Annotation(String name, String expr, String title, String text, String color) {
  ObjectNode json() {
    return Json.fields()
        .with("name", name)
        .with("datasource", Dashboard.prometheus())
        .with("enable", true)
        .with("hide", false)
        .with("iconColor", color)
        .with("target", Json.object("expr", expr, "refId", "Anno", "interval", ""))
        .with("titleFormat", title)
        .with("textFormat", text)
        .with("tagKeys", "")
        .with("useValueForTime", true)
        .build();
  }
}
