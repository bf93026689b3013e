package dev.plateau.dashboards;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.fail;

import dev.plateau.collector.RealServers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Grafana's own packages from npm, as {@code frames/package-lock.json} pins them, and our scripts
 * that use them, in Node. They are fetched once into the build's folder.
 */
final class GrafanaPackages {
  private static final Path SOURCES = Path.of("frames");
  private static final Path FOLDER = Path.of("target/frames");
  private static final String BUNDLE = "bundle.cjs";
  private static final long PATIENCE_MINUTES = 5;

  private final Path node;

  private GrafanaPackages(Path node) {
    this.node = node;
  }

  /**
   * What a script did.
   *
   * @param exitCode 0: it found no fault
   * @param printed to its standard output
   * @param complained to its standard error
   */
  record Result(int exitCode, String printed, String complained) {}

  /**
   * Fetches the packages where they are not there yet. Skips the test, or fails it with {@code
   * CI=true}, if Node is missing or npm's registry does not answer.
   */
  static GrafanaPackages require() throws IOException, InterruptedException {
    Path node = RealServers.require("node");
    Path npm = RealServers.require("npm");
    Files.createDirectories(FOLDER);
    Path lock = FOLDER.resolve("package-lock.json");
    boolean fetched =
        Files.isDirectory(FOLDER.resolve("node_modules"))
            && Files.exists(lock)
            && Files.mismatch(lock, SOURCES.resolve("package-lock.json")) < 0;
    try (Stream<Path> sources = Files.list(SOURCES)) {
      for (Path source : sources.filter(Files::isRegularFile).toList()) {
        Files.copy(
            source, FOLDER.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (!fetched) {
      Result result = run(List.of(npm.toString(), "ci", "--no-audit", "--no-fund"), "");
      if (result.exitCode() != 0) {
        Files.deleteIfExists(lock);
        missing("npm cannot fetch Grafana's packages: " + result.complained());
      }
    }
    return new GrafanaPackages(node);
  }

  private static void missing(String sentence) {
    if ("true".equals(System.getenv("CI"))) {
      fail("CI=true: " + sentence);
    }
    System.err.println("\n*** TEST SKIPPED: " + sentence + " ***\n");
    Assumptions.abort(sentence);
  }

  /**
   * Runs one of our scripts.
   *
   * @param input its standard input
   */
  Result run(String script, String input, Path... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(node.toString(), script));
    for (Path argument : arguments) {
      command.add(argument.toAbsolutePath().toString());
    }
    return run(command, input);
  }

  /**
   * Runs one of our scripts with all that it imports made one file before.
   *
   * @param input its standard input
   */
  Result runBundled(String script, String input) throws IOException, InterruptedException {
    Result bundled =
        run(
            List.of(
                node.toString(),
                "node_modules/esbuild/bin/esbuild",
                script,
                "--bundle",
                "--platform=node",
                "--format=cjs",
                "--log-level=warning",
                "--outfile=" + BUNDLE),
            "");
    return bundled.exitCode() == 0 ? run(List.of(node.toString(), BUNDLE), input) : bundled;
  }

  private static Result run(List<String> command, String input)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(FOLDER, "printed", ".log");
    Path err = Files.createTempFile(FOLDER, "complained", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(FOLDER.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      try (OutputStream stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(UTF_8));
      }
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(command + " does not end");
      }
      return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }
}
