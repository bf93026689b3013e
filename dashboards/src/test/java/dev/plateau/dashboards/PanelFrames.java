package dev.plateau.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The frames that Grafana makes of a panel's answers, and what its visualization needs of them.
 *
 * @param panel the panel
 * @param frames those that have fields
 */
record PanelFrames(PanelFile panel, List<JsonNode> frames) {
  private static final int PHASES = 8;

  /**
   * @param result what {@code frames.mjs} says of the panel
   */
  static PanelFrames of(PanelFile panel, JsonNode result) {
    List<JsonNode> frames = new ArrayList<>();
    for (JsonNode frame : result.path("frames")) {
      if (frame.path("length").asInt() > 0) {
        frames.add(frame);
      }
    }
    return new PanelFrames(panel, frames);
  }

  int count() {
    return frames.size();
  }

  /** Names of the fields as they are shown, of the first frame. */
  List<String> names() {
    return fields(frames.get(0)).stream().map(field -> field.path("name").asText()).toList();
  }

  /** A column as it is shown. */
  List<String> texts(String name) {
    return texts(field(name).path("texts"));
  }

  /** The links of a column. */
  List<String> links(String name) {
    return texts(field(name).path("links").get(0));
  }

  /** A label's value in each frame. */
  List<String> labels(String name, String label) {
    return frames.stream()
        .map(frame -> field(frame, name).path("labels").path(label).asText())
        .toList();
  }

  /** Fails if the visualization could not draw them. */
  void assertDrawable() {
    switch (panel.json().path("type").asText()) {
      case "timeseries" -> frames.forEach(this::assertCurve);
      case "state-timeline" -> frames.forEach(this::assertTimeline);
      case "xychart" -> frames.forEach(this::assertCurveOverStep);
      case "stat" ->
          frames.forEach(frame -> assertThat(numbers(frame)).as("%s", panel).isNotEmpty());
      case "table" -> assertThat(frames).as("%s is one table", panel).hasSize(1);
      default -> throw new AssertionError("how is " + panel.json().path("type") + " drawn?");
    }
  }

  private void assertCurve(JsonNode frame) {
    assertThat(frame.at("/fields/0/type").asText()).as("%s", panel).isEqualTo("time");
    assertAscending(frame.at("/fields/0"));
    assertThat(numbers(frame)).as("%s", panel).isNotEmpty();
  }

  private void assertTimeline(JsonNode frame) {
    assertCurve(frame);
    numbers(frame).get(0).path("values").forEach(v -> assertThat(v.asInt()).isBetween(1, PHASES));
  }

  private void assertCurveOverStep(JsonNode frame) {
    assertThat(frame.path("x").asText()).as("x-axis of %s", panel).startsWith("step");
    JsonNode step = field(frame, "step");
    assertThat(step.path("type").asText()).as("%s", panel).isEqualTo("number");
    assertAscending(step);
    assertThat(numbers(frame)).as("%s: step and a curve", panel).hasSizeGreaterThan(1);
  }

  private void assertAscending(JsonNode field) {
    double last = Double.NEGATIVE_INFINITY;
    for (JsonNode value : field.path("values")) {
      if (!value.isNull()) {
        assertThat(value.asDouble()).as("%s goes on", panel).isGreaterThanOrEqualTo(last);
        last = value.asDouble();
      }
    }
  }

  private static List<JsonNode> numbers(JsonNode frame) {
    return fields(frame).stream().filter(f -> f.path("type").asText().equals("number")).toList();
  }

  private JsonNode field(String name) {
    return field(frames.get(0), name);
  }

  private static JsonNode field(JsonNode frame, String name) {
    return fields(frame).stream()
        .filter(field -> field.path("name").asText().startsWith(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no field " + name + " in " + frame));
  }

  private static List<JsonNode> fields(JsonNode frame) {
    return list(frame.path("fields"));
  }

  private static List<String> texts(JsonNode array) {
    return list(array).stream().map(JsonNode::asText).toList();
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
