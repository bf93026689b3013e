package dev.plateau.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules that users are given: what they say is checked by Prometheus's own promtool. */
class AlertRulesTest {
  private static final Path FOLDER = Path.of("prometheus");
  private static final Path RULES = FOLDER.resolve("plateau.rules.yml");
  private static final Path RUNBOOKS = Path.of("runbooks");

  static List<Promtool> promtools() {
    return Promtool.all();
  }

  private static List<Path> tests() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve("tests"))) {
      return files.filter(file -> file.toString().endsWith(".test.yml")).sorted().toList();
    }
  }

  private static Set<String> found(String pattern, Path file) throws IOException {
    return Pattern.compile(pattern, Pattern.MULTILINE)
        .matcher(Files.readString(file))
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> foundInTests(String pattern) throws IOException {
    Set<String> found = new TreeSet<>();
    for (Path file : tests()) {
      found.addAll(found(pattern, file));
    }
    return found;
  }

  @ParameterizedTest
  @MethodSource("promtools")
  void configuration_andItsRules_areValid(Promtool promtool) throws Exception {
    promtool.run("check", "config", FOLDER.resolve("prometheus.yml").toString());
  }

  @ParameterizedTest
  @MethodSource("promtools")
  void rules_fireAndStaySilentAsTheirTestsSay(Promtool promtool) throws Exception {
    for (Path file : tests()) {
      promtool.run("test", "rules", file.toString());
    }
  }

  @Test
  void alerts_areThoseOfTheDesign() throws IOException {
    assertThat(found("- alert: (\\w+)", RULES))
        .containsExactlyInAnyOrder(
            "LossStabilizationEnded",
            "ManyStabilizationsEnded",
            "Diverged",
            "NonFiniteLoss",
            "RunFailed",
            "RunLost",
            "RunStalled",
            "MissingRecords",
            "DroppedSteps",
            "RunIdConflict",
            "DeadLetters",
            "CollectorLagging",
            "CollectorDown");
  }

  @Test
  void everyAlert_hasARunbookAndTestsForBoth() throws IOException {
    Set<String> alerts = found("- alert: (\\w+)", RULES);
    assertThat(alerts).isNotEmpty();
    try (Stream<Path> pages = Files.list(RUNBOOKS)) {
      assertThat(pages.map(page -> page.getFileName().toString().replace(".md", "")))
          .containsExactlyInAnyOrderElementsOf(alerts);
    }
    assertThat(found("runbooks/(\\w+)\\.md", RULES)).isEqualTo(alerts);
    assertThat(foundInTests("- name: (\\w+) fires")).isEqualTo(alerts);
    assertThat(foundInTests("- name: (\\w+) is silent")).isEqualTo(alerts);
  }

  @Test
  void everyMetricInARule_isInTheCatalogue() throws IOException {
    Set<String> named =
        found("\\b(?<!:)(plateau_(?:run|records|collector)[a-z0-9_]*)\\b(?!:)", RULES);
    assertThat(named).contains("plateau_run_phase", "plateau_records_total");
    assertThat(found("^\\| `(plateau_\\w+)`", Path.of("../docs/metrics.md"))).containsAll(named);
  }
}
