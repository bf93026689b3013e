package dev.plateau.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboards against the schema that Grafana publishes. */
class DashboardSchemaTest {
  private static final Path FOLDER = Path.of("grafana/dashboards");

  @TempDir Path temp;

  private static Path[] files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toArray(Path[]::new);
    }
  }

  @Test
  void everyDashboard_fitsGrafanasSchema() throws Exception {
    GrafanaPackages.Result result = GrafanaPackages.require().run("schema.mjs", "", files());
    assertThat(result.printed()).as(result.complained()).isEmpty();
    assertThat(result.exitCode()).as(result.complained()).isZero();
  }

  @Test
  void optionThatGrafanaDoesNotKnow_isFound() throws Exception {
    Path file = temp.resolve("wrong.json");
    String right = Files.readString(FOLDER.resolve("plateau-run.json"));
    Files.writeString(
        file,
        right
            .replaceFirst("\"lineWidth\"", "\"lineWith\"")
            .replaceFirst("\"schemaVersion\" : 42", "\"schemaVersion\" : \"42\"")
            .replaceFirst("\"custom.fillBelowTo\"", "\"custom.fillBelow\""));
    GrafanaPackages.Result result = GrafanaPackages.require().run("schema.mjs", "", file);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.printed())
        .contains("lineWith")
        .contains("/schemaVersion: must be number")
        .contains("fillBelow");
  }
}
