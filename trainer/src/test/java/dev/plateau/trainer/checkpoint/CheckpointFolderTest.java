package dev.plateau.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plateau.protocol.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFolderTest {
  private static final RunId RUN = SampleCheckpoints.RUN;

  @TempDir Path temp;

  private CheckpointFolder folder() throws IOException {
    CheckpointFolder folder = new CheckpointFolder(temp.resolve("of/runs"));
    folder.prepare();
    return folder;
  }

  private static List<String> files(CheckpointFolder folder) throws IOException {
    try (Stream<Path> files = Files.list(folder.path())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void threeWritten_twoAreKeptAndTheLastIsTheNewest() throws IOException {
    CheckpointFolder folder = folder();
    for (long steps = 10; steps <= 30; steps += 10) {
      folder.write(SampleCheckpoints.at(steps));
    }
    assertThat(files(folder)).containsExactly("r1.checkpoint", "r1.checkpoint~");
    assertThat(folder.newest(RUN).training().steps()).isEqualTo(30);
    Files.delete(folder.file(RUN));
    assertThat(folder.newest(RUN).training().steps()).isEqualTo(20);
  }

  /** Killed between the two renames, or while the file was written: the others are whole. */
  @Test
  void writingBrokenOff_theOneBeforeIsTaken() throws IOException {
    CheckpointFolder folder = folder();
    folder.write(SampleCheckpoints.at(10));
    folder.write(SampleCheckpoints.at(20));
    Files.write(folder.path().resolve("r1.checkpoint~new"), new byte[] {'P', 'L'});
    assertThat(folder.newest(RUN).training().steps()).isEqualTo(20);
    Files.delete(folder.file(RUN));
    assertThat(folder.newest(RUN).training().steps()).isEqualTo(10);
    folder.write(SampleCheckpoints.at(20));
    assertThat(files(folder)).containsExactly("r1.checkpoint", "r1.checkpoint~");
    assertThat(folder.newest(RUN).training().steps()).isEqualTo(20);
  }

  @Test
  void lastOneDamaged_theOneBeforeIsTaken() throws IOException {
    CheckpointFolder folder = folder();
    folder.write(SampleCheckpoints.at(10));
    folder.write(SampleCheckpoints.at(20));
    byte[] bytes = Files.readAllBytes(folder.file(RUN));
    bytes[50] ^= 4;
    Files.write(folder.file(RUN), bytes);
    assertThat(folder.newest(RUN).training().steps()).isEqualTo(10);
    Files.delete(folder.path().resolve("r1.checkpoint~"));
    assertThatThrownBy(() -> folder.newest(RUN))
        .isInstanceOf(BadCheckpointException.class)
        .hasMessage(folder.file(RUN) + " is damaged: its checksum is not that of its content");
  }

  @Test
  void fileOfAnotherRun_isRefused() throws IOException {
    CheckpointFolder folder = folder();
    folder.write(SampleCheckpoints.of(new RunId("r2"), 10));
    Files.move(folder.file(new RunId("r2")), folder.file(RUN));
    assertThatThrownBy(() -> folder.newest(RUN))
        .hasMessage(folder.file(RUN) + " is a checkpoint of run r2");
  }

  @Test
  void unknownRun_nearestIsNamed() throws IOException {
    CheckpointFolder folder = folder();
    folder.write(SampleCheckpoints.of(new RunId("diagonal-1"), 10));
    folder.write(SampleCheckpoints.of(new RunId("diagonal-1"), 20));
    assertThatThrownBy(() -> folder.newest(new RunId("diagnal-1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "there is no checkpoint of run 'diagnal-1' in %s; did you mean 'diagonal-1'?",
            folder.path());
    CheckpointFolder nowhere = new CheckpointFolder(temp.resolve("nowhere"));
    assertThatThrownBy(() -> nowhere.newest(RUN))
        .hasMessage("there is no checkpoint of run 'r1' in %s", nowhere.path());
  }

  /** A run id may look like the name of another's file. */
  @Test
  void runsOfSimilarIds_doNotMeet() throws IOException {
    CheckpointFolder folder = folder();
    RunId similar = new RunId("r1.checkpoint");
    folder.write(SampleCheckpoints.at(10));
    folder.write(SampleCheckpoints.of(similar, 50));
    folder.write(SampleCheckpoints.at(20));
    folder.write(SampleCheckpoints.of(similar, 60));
    assertThat(folder.newest(RUN).training().steps()).isEqualTo(20);
    assertThat(folder.newest(similar).training().steps()).isEqualTo(60);
    assertThat(folder.runs()).containsExactly("r1", "r1.checkpoint");
    folder.forget(similar);
    assertThat(folder.has(similar)).isFalse();
    assertThat(folder.has(RUN)).isTrue();
  }

  @Test
  void folderThatCannotBe_isNamed() throws IOException {
    Path file = Files.createFile(temp.resolve("file"));
    assertThatThrownBy(() -> new CheckpointFolder(file.resolve("in")).prepare())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("checkpoints cannot be written to " + file.resolve("in"));
  }
}
