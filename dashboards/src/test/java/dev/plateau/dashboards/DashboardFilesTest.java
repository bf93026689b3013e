package dev.plateau.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.CheckedInFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The checked-in JSON is what the code makes. */
class DashboardFilesTest {
  private static final Path FOLDER = Path.of("grafana/dashboards");

  @Test
  void eachFile_isWhatTheCodeMakes() throws IOException {
    for (Map.Entry<String, String> file : DashboardFiles.all().entrySet()) {
      CheckedInFile.assertHolds(FOLDER.resolve(file.getKey()), file.getValue());
    }
  }

  @Test
  void folder_hasNoOtherFile() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(DashboardFiles.all().keySet());
    }
  }
}
