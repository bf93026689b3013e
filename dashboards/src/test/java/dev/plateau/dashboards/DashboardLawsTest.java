package dev.plateau.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every dashboard, whatever it shows. */
class DashboardLawsTest {
  /** Made by Prometheus, not by Plateau. */
  private static final Set<String> PROMETHEUS_OWN =
      Set.of(
          "up", "ALERTS", "ALERTS_FOR_STATE", "scrape_duration_seconds", "scrape_samples_scraped");

  /** Micrometer's; that they exist is shown by the real collector in {@code PanelsIT}. */
  private static final Pattern MICROMETER = Pattern.compile("(jvm|process|kafka)_\\w+");

  private static final Pattern METRIC =
      Pattern.compile("\\b(?:(?:plateau|jvm|process|kafka|scrape)_[a-z0-9_]+|ALERTS\\w*|up)\\b");

  static List<PanelFile> panels() throws IOException {
    return PanelFile.all();
  }

  static List<JsonNode> dashboards() throws IOException {
    return PanelFile.dashboards();
  }

  @ParameterizedTest
  @MethodSource("panels")
  void panel_hasATitleADescriptionAUnitAndAQuestion(PanelFile panel) {
    assertThat(panel.title()).isNotBlank();
    assertThat(panel.json().path("description").asText()).as("description").endsWith(".");
    assertThat(panel.json().at("/fieldConfig/defaults/unit").asText()).as("unit").isNotBlank();
    assertThat(panel.targets()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("panels")
  void panel_asksThePickedPrometheusUnderDistinctLetters(PanelFile panel) {
    Set<String> refIds = new HashSet<>();
    for (JsonNode target : panel.targets()) {
      assertThat(target.at("/datasource/uid").asText()).isEqualTo("${datasource}");
      assertThat(refIds.add(target.path("refId").asText())).isTrue();
    }
    for (JsonNode transformation : panel.json().path("transformations")) {
      if (transformation.has("filter")) {
        assertThat(refIds).contains(transformation.at("/filter/options").asText());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("panels")
  void panel_namesOnlyMetricsThatExist(PanelFile panel) throws IOException {
    for (JsonNode target : panel.targets()) {
      assertThat(unknown(target.path("expr").asText())).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void annotationsAndPickers_nameOnlyMetricsThatExist(JsonNode dashboard) throws IOException {
    for (JsonNode mark : dashboard.at("/annotations/list")) {
      assertThat(unknown(mark.at("/target/expr").asText())).isEmpty();
    }
    for (JsonNode picker : dashboard.at("/templating/list")) {
      assertThat(unknown(picker.at("/query/query").asText())).isEmpty();
    }
  }

  private static Set<String> unknown(String expr) throws IOException {
    Set<String> named = new TreeSet<>();
    Matcher matcher = METRIC.matcher(expr);
    while (matcher.find()) {
      named.add(matcher.group());
    }
    named.removeAll(catalogue());
    named.removeAll(PROMETHEUS_OWN);
    named.removeIf(name -> MICROMETER.matcher(name).matches());
    return named;
  }

  private static Set<String> catalogue() throws IOException {
    return Pattern.compile("^\\| `(plateau_\\w+)`", Pattern.MULTILINE)
        .matcher(Files.readString(Path.of("../docs/metrics.md")))
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toSet());
  }

  @Test
  void metricThatIsNotInTheCatalogue_isFound() throws IOException {
    assertThat(unknown("max(plateau_run_lost{run=\"$run\"}) / plateau_run_step"))
        .containsExactly("plateau_run_lost");
  }

  @Test
  void titles_areOfOnePanelEach() throws IOException {
    assertThat(panels().stream().map(PanelFile::name)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyVariableThatIsNamed_isPickedOrGrafanasOwn(JsonNode dashboard) {
    Set<String> known = new HashSet<>(Set.of("__range", "__rate_interval", "__interval"));
    dashboard.at("/templating/list").forEach(picker -> known.add(picker.path("name").asText()));
    List<String> asked = new ArrayList<>();
    dashboard.findValuesAsText("expr").forEach(asked::add);
    dashboard.at("/templating/list").forEach(p -> asked.add(p.at("/query/query").asText()));
    Set<String> named =
        asked.stream()
            .flatMap(expr -> Pattern.compile("\\$\\{?(\\w+)").matcher(expr).results())
            .map(match -> match.group(1))
            .collect(Collectors.toSet());
    assertThat(known).containsAll(named);
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panels_standWithinTheGridAndDoNotOverlap(JsonNode dashboard) {
    Set<String> taken = new HashSet<>();
    Set<Integer> ids = new HashSet<>();
    for (JsonNode panel : dashboard.path("panels")) {
      assertThat(ids.add(panel.path("id").asInt())).as("id of its own").isTrue();
      JsonNode at = panel.path("gridPos");
      assertThat(at.path("x").asInt() + at.path("w").asInt()).isLessThanOrEqualTo(24);
      for (int x = 0; x < at.path("w").asInt(); x++) {
        for (int y = 0; y < at.path("h").asInt(); y++) {
          assertThat(taken.add((at.path("x").asInt() + x) + "," + (at.path("y").asInt() + y)))
              .as("%s on free ground", panel.path("title").asText())
              .isTrue();
        }
      }
    }
  }

  @Test
  void linksBetweenDashboards_leadToOnesThatExist() throws IOException {
    Set<String> uids =
        dashboards().stream().map(d -> d.path("uid").asText()).collect(Collectors.toSet());
    assertThat(uids).hasSize(dashboards().size());
    List<String> urls = new ArrayList<>();
    for (JsonNode dashboard : dashboards()) {
      dashboard.findValuesAsText("url").stream().filter(url -> !url.isEmpty()).forEach(urls::add);
    }
    assertThat(urls).isNotEmpty();
    assertThat(urls)
        .allSatisfy(url -> assertThat(uids).contains(url.replaceFirst("^/d/([^?/]+).*", "$1")));
  }

  @Test
  void alertsThatTheRunsDashboardShows_areThoseOfTheRules() throws IOException {
    Set<String> alerts =
        Pattern.compile("- alert: (\\w+)")
            .matcher(Files.readString(Path.of("prometheus/plateau.rules.yml")))
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toSet());
    assertThat(AlertNames.ALL).containsExactlyInAnyOrderElementsOf(alerts);
  }

  @Test
  void phases_areThoseOfTheCollector() {
    assertThat(Phases.values())
        .allSatisfy(
            phase ->
                assertThat(dev.plateau.collector.run.RunPhase.valueOf(phase.name()))
                    .satisfies(
                        known -> {
                          assertThat(known.code()).isEqualTo(phase.code());
                          assertThat(known.label()).isEqualTo(phase.label());
                        }))
        .hasSameSizeAs(dev.plateau.collector.run.RunPhase.values());
  }
}
