package dev.plateau.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.Condition;
import dev.plateau.collector.Launched;
import dev.plateau.collector.log.ArchiveWriter;
import dev.plateau.collector.log.MemoryRuns;
import dev.plateau.collector.run.Trainer;
import dev.plateau.protocol.RunFinished;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export that is killed in the middle and made again, as a person would. */
class KilledExportIT {
  private static final int STEPS = 1_010_000;
  private static final int BATCH = 1_000;

  @TempDir Path folder;

  @Test
  void export_killedInTheMiddle_goesOnAfterItsLastWholePart() throws Exception {
    Launched.requireJars();
    Path archive = folder.resolve("archive");
    writeArchive(archive);
    Path out = folder.resolve("out");
    Path first = out.resolve("run=r1/part-00000.csv");
    try (Launched killed = export(archive, out, "killed.txt")) {
      Condition.await("the first part", () -> Files.exists(first));
      killed.process().destroyForcibly().onExit().join();
    }
    FileTime writtenAt = Files.getLastModifiedTime(first);
    assertThat(first.resolveSibling("part-00002.csv")).as("killed too late").doesNotExist();
    try (Launched again = export(archive, out, "again.txt")) {
      assertThat(again.await()).as(again.printed()).isZero();
      assertThat(again.printed()).contains("1,010,000 rows of 6 metrics in 3 files");
      assertThat(again.printed()).contains("of them as before");
    }
    assertThat(Files.getLastModifiedTime(first)).isEqualTo(writtenAt);
    Path whole = folder.resolve("whole");
    try (Launched atOnce = export(archive, whole, "whole.txt")) {
      assertThat(atOnce.await()).as(atOnce.printed()).isZero();
    }
    assertThat(files(out)).isEqualTo(files(whole));
  }

  private Launched export(Path archive, Path out, String printed) throws Exception {
    return Launched.start(
        folder.resolve(printed),
        "",
        "export",
        "r1",
        "--format",
        "csv",
        "--archive",
        archive.toString(),
        "--out",
        out.toString());
  }

  private static void writeArchive(Path archive) throws Exception {
    MemoryRuns log = new MemoryRuns();
    Trainer trainer = new Trainer("r1", 1);
    log.add(trainer.started("exp", 0));
    for (long step = 0; step < STEPS; step += BATCH) {
      log.add(trainer.steps(step, step + BATCH, KilledExportIT::values));
    }
    log.add(trainer.finished(RunFinished.Outcome.COMPLETED));
    new ArchiveWriter(archive).write(log, log.find("r1"), fraction -> {});
  }

  private static Map<String, Double> values(long step) {
    double loss = 1.0 / (1 + step);
    return Map.of("loss", loss, "a", loss / 3, "b", loss / 7, "c", -loss, "d", 1.0, "e", loss / 9);
  }

  private static Map<String, Integer> files(Path out) throws Exception {
    Map<String, Integer> files = new LinkedHashMap<>();
    for (int i = 0; i < 4; i++) {
      Path file = out.resolve("run=r1/part-0000" + i + ".csv");
      files.put(
          file.getFileName().toString(),
          Files.exists(file) ? java.util.Arrays.hashCode(Files.readAllBytes(file)) : -1);
    }
    return files;
  }
}
