package dev.plateau.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The dashboards in a real Grafana, where one is found. Grafana is in no package registry that a
 * build could ask, so that this one skips, in CI too, where none is installed.
 */
class GrafanaIT {
  private static final Path PICTURES = Path.of("target/pictures");
  private static final int WIDTH = 1600;
  private static final int SETTLE_MILLIS = 30_000;

  @TempDir Path temp;

  private static Path requireHome() {
    Optional<Path> home = GrafanaServer.findHome(System.getenv());
    if (home.isEmpty()) {
      String sentence =
          "no Grafana: set GRAFANA_HOME to an unpacked one, or put grafana on the PATH";
      System.err.println("\n*** TEST SKIPPED: " + sentence + " ***\n");
      Assumptions.abort(sentence);
    }
    return home.orElseThrow();
  }

  @Test
  void everyDashboard_loads_andEveryPanelIsAnswered() throws Exception {
    Path home = requireHome();
    try (PanelStack stack = PanelStack.train(Files.createDirectories(temp.resolve("stack")));
        GrafanaServer grafana =
            GrafanaServer.start(
                home,
                Files.createDirectories(temp.resolve("grafana")),
                stack.prometheusApi().resolve("/"))) {
      for (JsonNode dashboard : PanelFile.dashboards()) {
        String uid = dashboard.path("uid").asText();
        assertThat(grafana.dashboard(uid).path("panels")).hasSameSizeAs(dashboard.path("panels"));
        Choice choice =
            uid.equals(RunDashboard.UID)
                ? stack.runs().choice(PanelRuns.DECAYED)
                : stack.runs().choiceOfAll();
        Chromium.picture(
            temp,
            grafana.page(uid, choice),
            PICTURES.resolve(uid + ".png"),
            WIDTH,
            height(dashboard),
            SETTLE_MILLIS);
      }
      assertThat(unanswered(grafana, stack.runs())).isEmpty();
    }
  }

  private static List<String> unanswered(GrafanaServer grafana, PanelRuns runs) throws Exception {
    List<String> unanswered = new ArrayList<>();
    for (PanelFile panel : PanelFile.all()) {
      Choice choice =
          panel.dashboard().equals(RunDashboard.UID)
              ? runs.choice(PanelRuns.DECAYED)
              : runs.choiceOfAll();
      for (JsonNode target : panel.targets()) {
        JsonNode answer = grafana.ask(target, choice);
        if (answer.has("error") || !answer.has("frames")) {
          unanswered.add(panel.name() + " " + target.path("refId").asText() + ": " + answer);
        }
      }
    }
    return unanswered;
  }

  /** Pixels that all its rows take. */
  private static int height(JsonNode dashboard) {
    int rows = 0;
    for (JsonNode panel : dashboard.path("panels")) {
      rows = Math.max(rows, panel.at("/gridPos/y").asInt() + panel.at("/gridPos/h").asInt());
    }
    return 38 * rows + 120;
  }

  @Test
  void grafana_isFoundByItsHomeOrOnThePath() throws Exception {
    Path home = Files.createDirectories(temp.resolve("grafana-13"));
    Path program = Files.createDirectories(home.resolve("bin")).resolve("grafana");
    Files.createFile(program);
    Files.createDirectories(home.resolve("public"));
    assertThat(GrafanaServer.findHome(Map.of("GRAFANA_HOME", home.toString()))).contains(home);
    Map<String, String> path = Map.of("PATH", "/nowhere:" + program.getParent());
    assertThat(GrafanaServer.findHome(path)).as("no program yet").isEmpty();
    assertThat(program.toFile().setExecutable(true)).isTrue();
    assertThat(GrafanaServer.findHome(path)).contains(home);
    assertThat(GrafanaServer.findHome(Map.of("PATH", "/nowhere"))).isEmpty();
  }
}
