package dev.plateau.collector.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plateau.protocol.MetricName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the DuckDB of an export may do, and what it leaves behind. */
class DuckDbFormatTest {
  @TempDir Path folder;

  private static Block rows(int count, long timeMicros) {
    Columns columns = new Columns();
    Window window = new Window(columns, Long.MAX_VALUE);
    int column = columns.number(MetricName.of("loss"));
    for (int step = 0; step < count; step++) {
      window.set(window.row(step, timeMicros, 1), column, step);
    }
    return window.cut(count);
  }

  @Test
  void write_outsideItsFolder_isDenied() throws Exception {
    Path own = Files.createDirectories(folder.resolve("it's own"));
    try (DuckDbFormat format = DuckDbFormat.csv(own)) {
      format.write(rows(3, 0), own.resolve("a.csv"));
      Path other = folder.resolve("b.csv");
      assertThatThrownBy(() -> format.write(rows(3, 0), other))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("cannot write " + other);
      assertThat(other).doesNotExist();
      assertThatThrownBy(() -> format.read(Path.of("/etc/passwd"), new Columns()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Permission");
    }
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile)).containsExactly(own.resolve("a.csv"));
    }
  }

  @Test
  void time_farFromToday_isReadAsItWasWritten() throws Exception {
    Columns columns = new Columns();
    columns.number(MetricName.of("loss"));
    for (long micros : new long[] {-62_135_596_800_000_000L, -1, 0, 4_102_444_800_000_001L}) {
      try (DuckDbFormat format = DuckDbFormat.csv(folder)) {
        Path file = folder.resolve("a.csv");
        format.write(rows(1, micros), file);
        assertThat(format.read(file, columns).timeMicros(0)).isEqualTo(micros);
      }
    }
  }

  @Test
  void library_thatTheDriverUnpacked_isGoneWhileItWorks() throws Exception {
    try (DuckDbFormat format = DuckDbFormat.csv(folder)) {
      format.write(rows(1, 0), folder.resolve("a.csv"));
      if (Files.isReadable(Path.of("/proc/self/maps"))) {
        assertThat(Files.readAllLines(Path.of("/proc/self/maps")))
            .anyMatch(line -> line.endsWith(".so (deleted)") && line.contains("libduckdb_java"));
      }
    }
  }
}
