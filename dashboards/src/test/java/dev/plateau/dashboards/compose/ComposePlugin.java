package dev.plateau.dashboards.compose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * The command {@code docker compose}, where this machine has it. Unlike the servers that tests
 * start, it may be missing in continuous integration too: Debian has no package of it. So a test
 * that wants it is skipped with a loud line there as well, and what it looks at is tested without
 * it elsewhere.
 */
final class ComposePlugin {
  private ComposePlugin() {}

  /** Skips the test that asks, if there is none. */
  static void require(Path folder) throws Exception {
    if (!isThere(folder)) {
      String sentence =
          "there is no `docker compose`, so its own reading of docker-compose.yml is not checked";
      System.err.println("\n*** TEST SKIPPED: " + sentence + " ***\n");
      Assumptions.abort(sentence);
    }
  }

  private static boolean isThere(Path folder) throws Exception {
    try {
      return start(folder.resolve("version"), "version").waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Runs it on the repository's file and returns what it prints. */
  static String run(Path folder, String... arguments) throws Exception {
    Path output = folder.resolve("output");
    int code = start(output, arguments).waitFor();
    String printed = Files.readString(output, UTF_8);
    assertThat(code).as(printed).isZero();
    return printed;
  }

  private static Process start(Path output, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("docker", "compose"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(ComposeFile.REPOSITORY.toFile());
    builder.environment().keySet().removeIf(key -> key.startsWith("COMPOSE_"));
    // Beats what a person has written into .env, and counts as unset.
    ComposeFile.variablesIn(ComposeFile.PATH)
        .forEach(variable -> builder.environment().put(variable, ""));
    builder.redirectError(ProcessBuilder.Redirect.DISCARD).redirectOutput(output.toFile());
    return builder.start();
  }
}
