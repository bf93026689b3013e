package dev.plateau.collector.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plateau.collector.log.ArchiveWriter.Written;
import dev.plateau.collector.run.Trainer;
import dev.plateau.protocol.RunFinished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is archived comes back as it was, and what is no longer as it was is said. */
class ArchiveTest {
  @TempDir Path folder;
  private final MemoryRuns log = new MemoryRuns();
  private final Trainer trainer = new Trainer("r1", 1);

  @BeforeEach
  void train() {
    log.add(trainer.started("exp", 0)).add(trainer.losses(0, 50));
    log.add("r1", new byte[] {9, 9}, null);
    log.add(
        "r1",
        "{\"run\":\"r1\",\"step\":".getBytes(java.nio.charset.StandardCharsets.UTF_8),
        "application/json");
    log.add(new Trainer("other", 2).started("exp", 0));
    log.add(trainer.losses(50, 90)).add(trainer.finished(RunFinished.Outcome.COMPLETED));
  }

  private Written archive(String run) throws IOException {
    return new ArchiveWriter(folder).write(log, log.find(run), done -> {});
  }

  private static List<String> told(RunLog log, RunEntry run) throws IOException {
    try (RunRecords records = log.records(run)) {
      return told(records);
    }
  }

  private static List<String> told(RunRecords records) throws IOException {
    List<String> told = new ArrayList<>();
    for (RunRecord record = records.next(); record != null; record = records.next()) {
      told.add(record.at() + " " + record.contentType() + " " + record.decode());
    }
    return told;
  }

  @Test
  void archivedRun_isTheRun() throws IOException {
    Written written = archive("r1");
    RunEntry run = log.find("r1");
    try (RunLog archive = ArchivedRuns.open(folder)) {
      RunEntry archived = archive.find("r1");
      assertThat(archived).isEqualTo(run);
      assertThat(told(archive, archived)).hasSize(6).isEqualTo(told(log, run));
      assertThat(archive.events(archived)).isNotEmpty().isEqualTo(log.events(run));
      assertThat(written.records()).isEqualTo(6);
      assertThat(written.bytes()).isEqualTo(size(folder.resolve("run=r1")));
    }
  }

  @Test
  void recordsFrom_leaveOutWhatIsBefore() throws IOException {
    archive("r1");
    try (RunLog archive = ArchivedRuns.open(folder);
        RunRecords records = archive.recordsFrom(archive.find("r1"), 3)) {
      assertThat(told(records)).isEqualTo(told(log, log.find("r1")).subList(3, 6));
    }
  }

  @Test
  void allRecords_areThoseOfAllRuns() throws IOException {
    archive("r1");
    archive("other");
    try (RunLog archive = ArchivedRuns.open(folder);
        RunRecords records = archive.allRecords()) {
      assertThat(told(records)).hasSize(7).containsAll(told(log, log.find("r1")));
      assertThat(records.progress()).isEqualTo(1);
      assertThat(archive.allEvents().get("r1")).isEqualTo(log.events(log.find("r1")));
    }
  }

  @Test
  void secondTime_nothingIsWritten() throws IOException {
    archive("r1");
    Written again = archive("r1");
    assertThat(again.written()).isFalse();
    assertThat(again.records()).isEqualTo(6);
    assertThat(again.bytesRead()).isZero();
  }

  @Test
  void runThatGoesOn_keepsWhatTheLogHasDropped() throws IOException {
    archive("r1");
    Trainer resumed = new Trainer("r1", 3);
    log.add(resumed.started("exp", 60)).add(resumed.losses(60, 100));
    List<String> whole = told(log, log.find("r1"));
    log.dropFirst(4);
    archive("r1");
    try (RunLog archive = ArchivedRuns.open(folder);
        RunRecords records = archive.records(archive.find("r1"))) {
      assertThat(records.beginsLate()).isFalse();
      assertThat(told(records)).isEqualTo(whole);
    }
  }

  @Test
  void interruptionBetweenRenames_losesNothing() throws IOException {
    archive("r1");
    Files.move(folder.resolve("run=r1"), folder.resolve("replaced-r1"));
    Files.createDirectory(folder.resolve("unfinished-r1"));
    Files.writeString(folder.resolve("unfinished-r1").resolve("records"), "half");
    assertThat(archive("r1").written()).isFalse();
    try (RunLog archive = ArchivedRuns.open(folder)) {
      assertThat(told(archive, archive.find("r1"))).isEqualTo(told(log, log.find("r1")));
    }
  }

  @Test
  void idsThatAreNames_ofFolders_stayWithin() throws IOException {
    log.add(new Trainer("..", 7).started("exp", 0));
    archive("..");
    assertThat(folder.resolve("run=..")).isDirectory();
    try (RunLog archive = ArchivedRuns.open(folder)) {
      assertThat(told(archive, archive.find(".."))).hasSize(1);
    }
  }

  @Test
  void anyFlippedByte_isFound() throws IOException {
    archive("r1");
    Path file = folder.resolve("run=r1").resolve("records");
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      byte[] flipped = whole.clone();
      int at = random.nextInt(flipped.length);
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, flipped);
      assertThatThrownBy(this::readAll)
          .as("byte " + at)
          .isInstanceOf(CorruptArchiveException.class)
          .hasMessageStartingWith("The archive file " + file + " is corrupt: ");
    }
  }

  @Test
  void cutOffFile_isFound() throws IOException {
    archive("r1");
    Path file = folder.resolve("run=r1").resolve("records");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 5));
    assertThatThrownBy(this::readAll)
        .hasMessage(
            "The archive file "
                + file
                + " is corrupt: it must have "
                + whole.length
                + " bytes, and has "
                + (whole.length - 5)
                + ". Take it from a copy, or archive the run again while the log has it.");
  }

  @Test
  void changedEvents_areFound() throws IOException {
    archive("r1");
    Path file = folder.resolve("run=r1").resolve("events.jsonl");
    Files.writeString(file, Files.readString(file).replaceFirst("exp", "exq"));
    assertThatThrownBy(this::readEvents)
        .isInstanceOf(CorruptArchiveException.class)
        .hasMessageContaining(file + " is corrupt");
  }

  @Test
  void missingOrForeignManifests_areSaid() throws IOException {
    archive("r1");
    Path run = folder.resolve("run=r1");
    Files.move(run, folder.resolve("run=r2"));
    try (RunLog archive = ArchivedRuns.open(folder)) {
      assertThatThrownBy(() -> archive.find("r2"))
          .hasMessageContaining("it is of run 'r1', which belongs into the folder run=r1");
    }
    Files.writeString(folder.resolve("run=r2").resolve("run.json"), "{\"plateau_archive\":7}");
    try (RunLog archive = ArchivedRuns.open(folder)) {
      assertThatThrownBy(archive::runs).hasMessageContaining("must be 1, got 7");
    }
    Files.writeString(folder.resolve("run=r2").resolve("run.json"), "{");
    try (RunLog archive = ArchivedRuns.open(folder)) {
      assertThatThrownBy(archive::runs).hasMessageContaining("it is no JSON");
    }
    Files.delete(folder.resolve("run=r2").resolve("run.json"));
    try (RunLog archive = ArchivedRuns.open(folder)) {
      assertThatThrownBy(archive::runs).hasMessageContaining("run.json is corrupt: it is missing");
    }
  }

  @Test
  void unknownRun_getsTheNearest() throws IOException {
    archive("r1");
    archive("other");
    try (RunLog archive = ArchivedRuns.open(folder)) {
      assertThatThrownBy(() -> archive.find("othre"))
          .isInstanceOf(UnknownRunException.class)
          .hasMessage(
              "There is no run 'othre' in the archive " + folder + "; did you mean 'other'?");
    }
    assertThatThrownBy(() -> ArchivedRuns.open(folder.resolve("none")))
        .hasMessage(
            "There is no folder " + folder.resolve("none") + " to read archived runs from.");
    assertThatThrownBy(() -> ArchivedRuns.open(folder.resolve("run=r1")))
        .hasMessageContaining("There is no run in the folder");
  }

  private void readAll() throws IOException {
    try (RunLog archive = ArchivedRuns.open(folder)) {
      told(archive, archive.find("r1"));
    }
  }

  private List<JsonNode> readEvents() throws IOException {
    try (RunLog archive = ArchivedRuns.open(folder)) {
      return archive.events(archive.find("r1"));
    }
  }

  private static long size(Path of) throws IOException {
    try (Stream<Path> files = Files.list(of)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
