package dev.plateau.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A command started by the launcher script on the jars that this build has made, as a person would
 * start it. Closing it ends it.
 */
public final class Launched implements AutoCloseable {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final Path output;

  private Launched(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts a verb.
   *
   * @param output gets what it prints, errors too
   * @param javaOptions further flags for its JVMs; may be empty
   */
  public static Launched start(Path output, String javaOptions, String... command)
      throws IOException {
    List<String> line = new ArrayList<>(List.of(HOME.resolve("plateau").toString()));
    line.addAll(List.of(command));
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(key -> key.startsWith("PLATEAU_"));
    // Already looked at below: the launcher shall not build while Maven does.
    builder.environment().put("PLATEAU_HOME", HOME.toString());
    builder.environment().put("PLATEAU_JAVA_OPTS", javaOptions);
    return new Launched(builder.start(), output);
  }

  /**
   * Skips the test where Maven was asked for one module alone and the others' jars were never made;
   * fails with {@code CI=true}.
   */
  public static void requireJars() throws IOException {
    requireJars("trainer");
    requireJars("collector");
  }

  private static void requireJars(String application) throws IOException {
    Path lib = HOME.resolve(application + "/target/dist/lib");
    try (Stream<Path> jars = Files.isDirectory(lib) ? Files.list(lib) : Stream.empty()) {
      if (jars.noneMatch(jar -> jar.getFileName().toString().startsWith(application + "-"))) {
        String sentence = "the " + application + "'s jars are missing; build the whole project";
        if ("true".equals(System.getenv("CI"))) {
          fail("CI=true: " + sentence);
        }
        System.err.println("\n*** TEST SKIPPED: " + sentence + " ***\n");
        Assumptions.abort(sentence);
      }
    }
  }

  public Process process() {
    return process;
  }

  public String printed() throws IOException {
    return Files.readString(output, UTF_8);
  }

  /** Waits until it ends by itself and returns its exit code. */
  public int await() throws InterruptedException, IOException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("does not end; it printed:\n" + printed());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }
}
