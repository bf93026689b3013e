package dev.plateau.collector.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One of the demo's trainers: a real child process, started by the launcher as a person would start
 * it. Whoever starts it stops it.
 */
final class DemoTrainer {
  /** More than the 10 s that a trainer gives a broker that does not answer, to end by itself. */
  private static final long PATIENCE_SECONDS = 15;

  private final String name;
  private final Process process;
  private final Path log;
  private boolean endTold;

  private DemoTrainer(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts {@code plateau train} with these arguments.
   *
   * @param launcher the script
   * @param bootstrapServers where it shall publish
   * @param folder where its output goes, as {@code <name>.log}
   * @throws IOException if it cannot be started
   */
  static DemoTrainer start(
      Path launcher, String bootstrapServers, Path folder, String name, List<String> arguments)
      throws IOException {
    Path log = folder.resolve(name + ".log");
    List<String> command = new ArrayList<>(List.of(launcher.toString(), "train"));
    command.addAll(arguments);
    command.addAll(List.of("--run-name", name, "--bootstrap-servers", bootstrapServers));
    ProcessBuilder builder = new ProcessBuilder(command);
    // What the user's shell says of runs is meant for the user's trainers.
    Map<String, String> environment = builder.environment();
    environment
        .keySet()
        .removeIf(
            key ->
                key.startsWith("PLATEAU_")
                    && !key.equals("PLATEAU_HOME")
                    && !key.equals("PLATEAU_JAVA_OPTS"));
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    return new DemoTrainer(name, builder.start(), log);
  }

  /** A sentence once it has ended otherwise than well; empty before and after. */
  List<String> news() throws IOException {
    if (endTold || process.isAlive() || process.exitValue() == 0) {
      return List.of();
    }
    endTold = true;
    List<String> said = Files.readAllLines(log);
    return List.of(
        name
            + ": the trainer ended with exit code "
            + process.exitValue()
            + (said.isEmpty() ? "" : ": " + said.get(said.size() - 1)));
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
