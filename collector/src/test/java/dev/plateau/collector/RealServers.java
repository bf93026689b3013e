package dev.plateau.collector;

import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Programs that some tests need and Maven does not bring: {@code prometheus}, {@code promtool},
 * {@code prometheus-alertmanager}, {@code node}, {@code npm}. A test whose program is missing is
 * skipped with a loud line; with {@code CI=true} in the environment it fails, so that nothing is
 * skipped unseen.
 */
public final class RealServers {
  private RealServers() {}

  /** Where the program is; skips or fails the test that asks, if it is not on the PATH. */
  public static Path require(String program) {
    return require(program, System.getenv());
  }

  static Path require(String program, Map<String, String> environment) {
    Optional<Path> found = find(program, environment.getOrDefault("PATH", ""));
    if (found.isEmpty()) {
      String sentence =
          program
              + " is not on the PATH; `apt-get install "
              + debianPackage(program)
              + "` brings it on Debian";
      if ("true".equals(environment.get("CI"))) {
        fail("CI=true: " + sentence);
      }
      System.err.println("\n*** TEST SKIPPED: " + sentence + " ***\n");
      Assumptions.abort(sentence);
    }
    return found.orElseThrow();
  }

  private static String debianPackage(String program) {
    return switch (program) {
      case "promtool" -> "prometheus";
      case "node" -> "nodejs";
      default -> program;
    };
  }

  /** Asks a server to stop, and ends it if that takes too long. */
  public static void stop(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static Optional<Path> find(String program, String path) {
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
