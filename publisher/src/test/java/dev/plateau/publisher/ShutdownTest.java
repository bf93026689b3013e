package dev.plateau.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShutdownTest {
  @Test
  void process_endedBySignal_publishesLastRowsAndThenTheRunAsStopped() throws Exception {
    Process training = startTraining();
    try (BufferedReader output = training.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).isEqualTo("training");
      training.toHandle().destroy();
      List<String> rest = output.lines().toList();
      assertThat(rest).containsExactly("late row", "finished STOPPED", "closed");
      assertThat(training.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      training.destroyForcibly();
    }
  }

  private static Process startTraining() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            InterruptedTraining.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
