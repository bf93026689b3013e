package dev.plateau.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectorDirectoryTest {
  @TempDir Path temp;

  @Test
  void directory_openedAgain_keepsTheCollectorsName() throws Exception {
    Path path = temp.resolve("made/for/it");
    String first;
    try (CollectorDirectory directory = CollectorDirectory.open(path)) {
      first = directory.instanceId();
    }

    try (CollectorDirectory directory = CollectorDirectory.open(path)) {
      assertThat(directory.instanceId()).isEqualTo(first).isNotEmpty();
    }
  }

  @Test
  void directory_ofAnother_givesAnotherName() throws Exception {
    try (CollectorDirectory one = CollectorDirectory.open(temp.resolve("one"));
        CollectorDirectory other = CollectorDirectory.open(temp.resolve("other"))) {
      assertThat(one.instanceId()).isNotEqualTo(other.instanceId());
    }
  }

  @Test
  void directory_thatIsInUse_isRefusedAndStaysInUse() throws Exception {
    try (CollectorDirectory directory = CollectorDirectory.open(temp)) {
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(() -> CollectorDirectory.open(temp))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("Another collector is running in " + temp);
      }
      assertThat(directory.instanceId()).isNotEmpty();
    }
  }

  @Test
  void directory_belowAFile_isRefusedWithOneSentence() throws Exception {
    Path file = Files.writeString(temp.resolve("file"), "x");

    assertThatThrownBy(() -> CollectorDirectory.open(file.resolve("data")))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("The collector cannot write to " + file);
  }
}
