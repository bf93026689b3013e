package dev.plateau.collector.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One of Plateau's commands in a JVM of its own, on the class path of the tests: something that can
 * be killed. Closing it kills it.
 */
public final class ChildJvm implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final Path output;

  private ChildJvm(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts a command, as {@code broker --port 0}.
   *
   * @param output file that gets what it prints, errors too; emptied before
   */
  public static ChildJvm start(Path output, String... command) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    line.addAll(List.of("-cp", System.getProperty("java.class.path")));
    line.add("dev.plateau.collector.cli.Main");
    line.addAll(List.of(command));
    Process process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    return new ChildJvm(process, output);
  }

  /** Waits for a line that begins so, and returns the rest of it. */
  public String awaitLine(String beginning) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < deadline) {
      boolean alive = process.isAlive();
      Optional<String> line =
          printed().lines().filter(printed -> printed.startsWith(beginning)).findFirst();
      if (line.isPresent()) {
        return line.get().substring(beginning.length());
      }
      if (!alive) {
        break;
      }
      Thread.sleep(20);
    }
    throw new AssertionError("no line '" + beginning + "…' in what it printed:\n" + printed());
  }

  /** All that it printed so far. */
  public String printed() throws IOException {
    return Files.readString(output, UTF_8);
  }

  /** Ends it without warning, as a crash does, and waits until it is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    await();
  }

  /** Asks it to stop, as Ctrl-C does, and returns its exit code. */
  public int stop() throws InterruptedException {
    process.destroy();
    return await();
  }

  /** Waits until it ends by itself and returns its exit code. */
  public int await() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, SECONDS)) {
      throw new AssertionError("process " + process.pid() + " does not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
