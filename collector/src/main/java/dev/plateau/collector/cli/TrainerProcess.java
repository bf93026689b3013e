package dev.plateau.collector.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A trainer as a real child process, started by the launcher as a person would start it. Whoever
 * starts it stops it.
 */
final class TrainerProcess {
  /** More than the 10 s that a trainer gives a broker that does not answer, to end by itself. */
  private static final long PATIENCE_SECONDS = 15;

  private final Process process;
  private final Path log;

  private TrainerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts {@code plateau train} with these arguments.
   *
   * @param home folder of the launcher
   * @param bootstrapServers where it shall publish
   * @param log gets its output, over what is there
   * @throws IOException if it cannot be started
   */
  static TrainerProcess start(Path home, String bootstrapServers, Path log, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(home.resolve("plateau").toString(), "train"));
    command.addAll(arguments);
    command.addAll(List.of("--bootstrap-servers", bootstrapServers));
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    // What the user's shell says of runs is meant for the user's trainers.
    environment
        .keySet()
        .removeIf(key -> key.startsWith("PLATEAU_") && !key.equals("PLATEAU_JAVA_OPTS"));
    // Who started us has looked for jars already.
    environment.put("PLATEAU_HOME", home.toString());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    return new TrainerProcess(builder.start(), log);
  }

  /**
   * What went wrong, once it has ended otherwise than well: the last sentence of its output, or how
   * it ended where it said nothing. Empty before and after a good end.
   */
  Optional<String> failure() throws IOException {
    if (!hasFailed()) {
      return Optional.empty();
    }
    List<String> said =
        Files.readAllLines(log).stream()
            // The frames of a stack trace stand behind the sentence that matters.
            .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
            .toList();
    String code = "the trainer ended with exit code " + process.exitValue();
    return Optional.of(said.isEmpty() ? code : code + ": " + said.get(said.size() - 1));
  }

  /** Whether it has ended otherwise than well. */
  boolean hasFailed() {
    return !process.isAlive() && process.exitValue() != 0;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Asks it to stop; it will say so to its run. */
  void requestStop() {
    process.destroy();
  }

  /** Waits for its end after {@link #requestStop}, and ends it if that takes too long. */
  void awaitEnd() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
