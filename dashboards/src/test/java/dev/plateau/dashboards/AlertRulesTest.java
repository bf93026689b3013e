package dev.plateau.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.RealServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules that users are given: what they say is checked by Prometheus's own promtool. */
class AlertRulesTest {
  private static final Path FOLDER = Path.of("prometheus");
  private static final Path RULES = FOLDER.resolve("plateau.rules.yml");
  private static final Path TESTS = FOLDER.resolve("tests/plateau.rules.test.yml");
  private static final Path RUNBOOKS = Path.of("runbooks");

  private static Set<String> found(String pattern, Path file) throws IOException {
    return Pattern.compile(pattern, Pattern.MULTILINE)
        .matcher(Files.readString(file))
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void promtool(String... arguments) throws Exception {
    Path program = RealServers.require("promtool");
    ProcessBuilder builder = new ProcessBuilder(program.toString());
    builder.command().addAll(java.util.List.of(arguments));
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  @Test
  void configuration_andItsRules_areValid() throws Exception {
    promtool("check", "config", FOLDER.resolve("prometheus.yml").toString());
  }

  @Test
  void rules_fireAndStaySilentAsTheirTestsSay() throws Exception {
    promtool("test", "rules", TESTS.toString());
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
    assertThat(found("- name: (\\w+) fires", TESTS)).isEqualTo(alerts);
    assertThat(found("- name: (\\w+) is silent", TESTS)).isEqualTo(alerts);
  }

  @Test
  void everyMetricInARule_isInTheCatalogue() throws IOException {
    Set<String> named =
        found("\\b(?<!:)(plateau_(?:run|records|collector)[a-z0-9_]*)\\b(?!:)", RULES);
    assertThat(named).contains("plateau_run_phase", "plateau_records_total");
    assertThat(found("^\\| `(plateau_\\w+)`", Path.of("../docs/metrics.md"))).containsAll(named);
  }
}
