package dev.plateau.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A panel as it stands in a checked-in dashboard.
 *
 * @param dashboard the dashboard's uid
 * @param json the panel's JSON
 */
record PanelFile(String dashboard, JsonNode json) {
  private static final Path FOLDER = Path.of("grafana/dashboards");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** All dashboards, in the order of their file names. */
  static List<JsonNode> dashboards() throws IOException {
    List<JsonNode> dashboards = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.sorted().toList()) {
        dashboards.add(JSON.readTree(file.toFile()));
      }
    }
    return dashboards;
  }

  /** All panels but the titles of rows, those in collapsed rows too. */
  static List<PanelFile> all() throws IOException {
    List<PanelFile> panels = new ArrayList<>();
    for (JsonNode dashboard : dashboards()) {
      for (JsonNode panel : dashboard.path("panels")) {
        add(dashboard, panel, panels);
        panel.path("panels").forEach(inner -> add(dashboard, inner, panels));
      }
    }
    return panels;
  }

  private static void add(JsonNode dashboard, JsonNode panel, List<PanelFile> panels) {
    if (!panel.path("type").asText().equals("row")) {
      panels.add(new PanelFile(dashboard.path("uid").asText(), panel));
    }
  }

  String title() {
    return json.path("title").asText();
  }

  /** Dashboard and title. */
  String name() {
    return dashboard + "/" + title();
  }

  JsonNode targets() {
    return json.path("targets");
  }

  @Override
  public String toString() {
    return name();
  }
}
