package dev.plateau.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plateau.collector.run.Cause;
import dev.plateau.collector.run.RunPhase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every panel on real data: real trainers, Kafka, collector and Prometheus, asked what the panels
 * ask; and the answers through Grafana's own transformers, as far as the frames that are drawn.
 */
class PanelsIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path temp;

  private static PanelStack stack;
  private static PanelRuns runs;
  private static PanelQueries queries;

  /** Answers of each panel, one of each run where the dashboard is of a run. */
  private static final Map<PanelFile, List<ArrayNode>> ANSWERS = new LinkedHashMap<>();

  /** What Grafana makes of them, likewise. */
  private static Map<PanelFile, List<JsonNode>> drawn = Map.of();

  @BeforeAll
  static void trainAndAsk() throws Exception {
    stack = PanelStack.train(temp);
    runs = stack.runs();
    queries = new PanelQueries(stack.prometheusApi());
    for (PanelFile panel : PanelFile.all()) {
      List<ArrayNode> answers = new ArrayList<>();
      for (Choice choice : choices(panel.dashboard())) {
        answers.add(queries.ask(panel, choice));
      }
      ANSWERS.put(panel, answers);
    }
  }

  @AfterAll
  static void stop() {
    if (stack != null) {
      stack.close();
    }
  }

  private static List<Choice> choices(String dashboard) {
    return dashboard.equals(RunDashboard.UID)
        ? PanelRuns.ALL.stream().map(run -> runs.choice(run)).toList()
        : List.of(runs.choiceOfAll());
  }

  @Test
  void everyTarget_isAnsweredWithData() {
    List<String> empty = new ArrayList<>();
    ANSWERS.forEach(
        (panel, answers) -> {
          for (int target = 0; target < panel.targets().size(); target++) {
            int index = target;
            if (answers.stream().noneMatch(answer -> hasNumber(answer.get(index)))) {
              empty.add(panel.name() + " " + panel.targets().get(target).path("expr").asText());
            }
          }
        });
    // None is empty by design: a panel that no run of these fills would be one that nobody has
    // seen.
    assertThat(empty).isEmpty();
  }

  /** Whether the answer has a value that a chart can show. */
  private static boolean hasNumber(JsonNode answer) {
    for (JsonNode series : answer.at("/data/result")) {
      JsonNode values = series.path("values");
      if (values.isMissingNode()) {
        values = JSON.createArrayNode().add(series.path("value"));
      }
      for (JsonNode value : values) {
        if (!value.get(1).asText().matches("NaN|[+-]Inf")) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void everyAnnotation_marksAMomentOfTheRun() throws Exception {
    for (JsonNode dashboard : PanelFile.dashboards()) {
      for (JsonNode mark : dashboard.at("/annotations/list")) {
        Choice choice = runs.choice(PanelRuns.DECAYED);
        String expr = choice.fill(mark.at("/target/expr").asText());
        JsonNode marked = queries.now(expr, choice.toSeconds());
        assertThat(marked).as(expr).isNotEmpty();
        for (JsonNode one : marked) {
          assertThat(one.at("/value/1").asDouble() / 1000)
              .as(expr)
              .isBetween((double) choice.fromSeconds(), (double) choice.toSeconds());
        }
      }
    }
  }

  @Test
  void runPicker_showsNamesAndPicksIds() throws Exception {
    Choice choice = runs.choice(PanelRuns.DECAYED);
    JsonNode picker = picker(RunDashboard.UID, "run");
    String query = choice.fill(picker.at("/query/query").asText());
    Map<String, String> picked = new TreeMap<>();
    for (JsonNode answer :
        queries.now(query.replaceFirst("^query_result\\((.*)\\)$", "$1"), choice.toSeconds())) {
      // As Grafana writes an answer down before the picker's pattern takes it apart.
      List<String> labels = new ArrayList<>();
      answer
          .path("metric")
          .properties()
          .forEach(label -> labels.add(label.getKey() + "=\"" + label.getValue().asText() + "\""));
      String text = "{" + String.join(",", labels) + "} 1 1";
      picked.put(group("value", picker, text), group("text", picker, text));
    }
    assertThat(picked)
        .containsOnlyKeys(PanelRuns.DECAYED, PanelRuns.FAILED)
        .containsEntry(PanelRuns.DECAYED, PanelRuns.DECAYED);
  }

  private static String group(String name, JsonNode picker, String text) {
    Pattern pattern = Pattern.compile(picker.path("regex").asText().replaceAll("^/|/g$", ""));
    var matcher = pattern.matcher(text);
    while (matcher.find()) {
      if (matcher.group(name) != null) {
        return matcher.group(name);
      }
    }
    throw new AssertionError(pattern + " finds no " + name + " in " + text);
  }

  private static JsonNode picker(String dashboard, String name) throws Exception {
    for (JsonNode one : PanelFile.dashboards()) {
      for (JsonNode picker : one.at("/templating/list")) {
        if (one.path("uid").asText().equals(dashboard)
            && picker.path("name").asText().equals(name)) {
          return picker;
        }
      }
    }
    throw new AssertionError("no picker " + name + " on " + dashboard);
  }

  @Test
  void everyPanel_drawsWhatItsVisualizationNeeds() throws Exception {
    for (Map.Entry<PanelFile, List<JsonNode>> panel : draw().entrySet()) {
      int drawable = 0;
      for (JsonNode result : panel.getValue()) {
        PanelFrames frames = PanelFrames.of(panel.getKey(), result);
        if (frames.count() > 0) {
          frames.assertDrawable();
          drawable++;
        }
      }
      assertThat(drawable).as("%s is drawn for some run", panel.getKey()).isPositive();
    }
  }

  @Test
  void everyOverride_isOfAFieldThatIsThere() throws Exception {
    Set<String> idle = new TreeSet<>();
    draw()
        .forEach(
            (panel, results) -> {
              Set<String> everywhere = null;
              for (JsonNode result : results) {
                Set<String> here = new HashSet<>();
                result.path("idleOverrides").forEach(name -> here.add(name.asText()));
                if (everywhere == null) {
                  everywhere = here;
                } else {
                  everywhere.retainAll(here);
                }
              }
              everywhere.removeIf(PanelsIT::mayNotHappen);
              everywhere.forEach(name -> idle.add(panel.name() + ": " + name));
            });
    assertThat(idle).isEmpty();
  }

  /** Phases and causes that none of these runs need come to. */
  private static boolean mayNotHappen(String name) {
    return Arrays.stream(RunPhase.values()).anyMatch(phase -> phase.label().equals(name))
        || Arrays.stream(Cause.values()).anyMatch(cause -> cause.label().equals(name));
  }

  @Test
  void tableOfRuns_hasOneRowForEachRunWithItsPhaseAndALinkToIt() throws Exception {
    PanelFrames table = frames(RunsDashboard.UID + "/Runs");
    assertThat(table.names())
        .startsWith(
            "Run", "Experiment", "Phase", "Step", "Of planned", "Loss", "Its course", "NTK rank");
    assertThat(table.texts("id")).containsExactlyInAnyOrderElementsOf(PanelRuns.ALL);
    int decayed = table.texts("id").indexOf(PanelRuns.DECAYED);
    int failed = table.texts("id").indexOf(PanelRuns.FAILED);
    int resumed = table.texts("id").indexOf(PanelRuns.RESUMED);
    assertThat(table.texts("Phase").get(decayed)).isEqualTo("completed");
    assertThat(table.texts("Phase").get(failed)).isEqualTo("failed");
    assertThat(table.texts("Step").get(decayed)).isEqualTo("30,000");
    assertThat(table.texts("Of planned").get(decayed)).isEqualTo("100%");
    assertThat(table.texts("Of planned").get(resumed)).as("no plan is no share").isBlank();
    assertThat(table.texts("NTK rank").get(decayed)).matches("\\d+");
    assertThat(table.texts("NTK rank").get(resumed)).as("not measured").isBlank();
    assertThat(table.links("Run").get(decayed))
        .startsWith(
            "/d/plateau-run?${datasource:queryparam}&var-experiment=diagonal&var-run=decayed")
        .matches(".*&from=\\d{13}&to=\\d{13}");
  }

  /** Grafana takes a table of one row for a series, and joins nothing where an answer is empty. */
  @Test
  void tableOfRuns_ofOneRunWithoutRank_isOneRow() throws Exception {
    Map<String, String> picked = Map.of("experiment", "piped", "instance", ".*");
    Choice all = runs.choiceOfAll();
    Choice choice = new Choice(picked, all.fromSeconds(), all.toSeconds(), all.stepSeconds());
    PanelFile panel =
        ANSWERS.keySet().stream()
            .filter(one -> one.name().equals(RunsDashboard.UID + "/Runs"))
            .findFirst()
            .orElseThrow();
    Map<PanelFile, List<ArrayNode>> asked = Map.of(panel, List.of(queries.ask(panel, choice)));
    PanelFrames table = PanelFrames.of(panel, draw(asked).get(panel).get(0));
    assertThat(table.texts("id")).containsExactly(PanelRuns.RESUMED);
    assertThat(table.texts("Phase")).containsExactly("completed");
    assertThat(table.texts("NTK rank").get(0)).isBlank();
    assertThat(table.texts("Step")).containsExactly("599");
  }

  @Test
  void tableOfStabilizations_saysWhereEachBeganAndEndedAndWhy() throws Exception {
    PanelFrames table = frames(RunDashboard.UID + "/Stabilizations", PanelRuns.DECAYED);
    int first = table.texts("Loss").indexOf("loss");
    assertThat(table.texts("No.").get(first)).isEqualTo("1");
    assertThat(table.texts("Cause").get(first)).isEqualTo("learning_rate");
    assertThat(table.texts("To step").get(first)).matches("9,\\d{3}|1\\d,\\d{3}");
    assertThat(table.texts("Ended").get(first)).startsWith("20");
  }

  @Test
  void resumedRun_isACurveForEachAttempt_neverGoingBack() throws Exception {
    PanelFrames curves = frames(RunDashboard.UID + "/Loss over step", PanelRuns.RESUMED);
    assertThat(curves.count()).isEqualTo(2);
    assertThat(curves.labels("step", "attempt")).containsExactly("1", "2");
  }

  private static PanelFrames frames(String name) throws Exception {
    return frames(name, 0);
  }

  private static PanelFrames frames(String name, String run) throws Exception {
    return frames(name, PanelRuns.ALL.indexOf(run));
  }

  private static PanelFrames frames(String name, int choice) throws Exception {
    for (Map.Entry<PanelFile, List<JsonNode>> panel : draw().entrySet()) {
      if (panel.getKey().name().equals(name)) {
        return PanelFrames.of(panel.getKey(), panel.getValue().get(choice));
      }
    }
    throw new AssertionError("no panel " + name);
  }

  /** Draws all panels in one Node. */
  private static Map<PanelFile, List<JsonNode>> draw() throws Exception {
    if (drawn.isEmpty()) {
      drawn = draw(ANSWERS);
    }
    return drawn;
  }

  private static Map<PanelFile, List<JsonNode>> draw(Map<PanelFile, List<ArrayNode>> given)
      throws Exception {
    ObjectNode asked = JSON.createObjectNode();
    ArrayNode panels = asked.putArray("panels");
    given.forEach(
        (panel, answers) -> {
          for (int i = 0; i < answers.size(); i++) {
            ObjectNode one = panels.addObject().put("name", panel.name() + "#" + i);
            one.set("panel", panel.json());
            one.set("answers", answers.get(i));
          }
        });
    GrafanaPackages.Result result =
        GrafanaPackages.require().runBundled("frames.mjs", asked.toString());
    assertThat(result.exitCode()).as(result.complained()).isZero();
    JsonNode all = JSON.readTree(result.printed());
    Map<PanelFile, List<JsonNode>> results = new LinkedHashMap<>();
    given.forEach(
        (panel, answers) -> {
          List<JsonNode> ofPanel = new ArrayList<>();
          for (int i = 0; i < answers.size(); i++) {
            ofPanel.add(all.path(panel.name() + "#" + i));
          }
          results.put(panel, ofPanel);
        });
    return results;
  }
}
