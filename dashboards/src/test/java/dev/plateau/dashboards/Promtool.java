package dev.plateau.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.RealServers;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Prometheus's own checker of configurations and rules.
 *
 * @param program where it is
 */
record Promtool(Path program) {
  /** Environment variable with further promtools beside the PATH's, as the PATH lists folders. */
  private static final String MORE = "PLATEAU_PROMTOOLS";

  /**
   * The one on the PATH, which must be there as {@link RealServers} says, and those that the
   * environment names: rules are to hold for old and new versions.
   */
  static List<Promtool> all() {
    return all(RealServers.require("promtool"), System.getenv());
  }

  static List<Promtool> all(Path onPath, Map<String, String> environment) {
    List<Promtool> found = new ArrayList<>(List.of(new Promtool(onPath)));
    Arrays.stream(environment.getOrDefault(MORE, "").split(File.pathSeparator, -1))
        .filter(program -> !program.isEmpty())
        .map(Path::of)
        .forEach(
            program -> {
              if (!Files.isExecutable(program)) {
                throw new IllegalArgumentException(
                    MORE + " names " + program + ", which is no program");
              }
              found.add(new Promtool(program));
            });
    return found;
  }

  /** Runs it; what it says is the failure's message, if it finds fault. */
  void run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(program + ": " + said).isZero();
  }

  @Override
  public String toString() {
    return program.toString();
  }
}
