package dev.plateau.dashboards;

import dev.plateau.collector.Condition;
import dev.plateau.collector.Launched;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A collector started by the launcher as a person would, with a broker of its own or on one that
 * runs. Whoever starts it closes it.
 */
final class LaunchedCollector implements AutoCloseable {
  private static final Pattern SAYS = Pattern.compile("collecting from (\\S+), metrics at (\\S+)");

  private final Launched launched;
  private final String bootstrapServers;
  private final URI metricsUri;

  private LaunchedCollector(Launched launched, String bootstrapServers, URI metricsUri) {
    this.launched = launched;
    this.bootstrapServers = bootstrapServers;
    this.metricsUri = metricsUri;
  }

  /**
   * Starts one on free ports; skips or fails the test where the jars are missing.
   *
   * @param folder gets its data and its log
   * @param options further options of {@code plateau collect}
   */
  static LaunchedCollector start(Path folder, String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of("collect", "--embedded-broker"));
    command.addAll(List.of("--port", "0", "--broker-port", "0"));
    command.addAll(List.of("--data-dir", folder.resolve("data").toString()));
    command.addAll(List.of(options));
    return start(folder.resolve("collector.log"), command);
  }

  /**
   * Starts one on a broker that runs; one that was killed is started again by the same call.
   *
   * @param port where Prometheus scrapes it
   * @param folder gets its data and its log
   * @param options further options of {@code plateau collect}
   */
  static LaunchedCollector on(String bootstrapServers, int port, Path folder, String... options)
      throws Exception {
    List<String> command = new ArrayList<>(List.of("collect", "--port", "" + port));
    command.addAll(List.of("--bootstrap-servers", bootstrapServers));
    command.addAll(List.of("--data-dir", folder.resolve("data").toString()));
    command.addAll(List.of(options));
    return start(folder.resolve("collector.log"), command);
  }

  private static LaunchedCollector start(Path log, List<String> command) throws Exception {
    Launched.requireJars();
    Launched launched = Launched.start(log, "", command.toArray(new String[0]));
    boolean started = false;
    try {
      Condition.await(
          "the collector's first line",
          () -> !launched.process().isAlive() || SAYS.matcher(launched.printed()).find());
      MatchResult said =
          SAYS.matcher(launched.printed())
              .results()
              .findFirst()
              .orElseThrow(() -> new AssertionError(printed(launched)));
      started = true;
      return new LaunchedCollector(launched, said.group(1), URI.create(said.group(2)));
    } finally {
      if (!started) {
        launched.close();
      }
    }
  }

  private static String printed(Launched launched) {
    try {
      return launched.printed();
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Where its broker is. */
  String bootstrapServers() {
    return bootstrapServers;
  }

  /** Where Prometheus scrapes. */
  URI metricsUri() {
    return metricsUri;
  }

  /** Its process, which may be stopped, killed or looked at. */
  Process process() {
    return launched.process();
  }

  /** All that it printed so far. */
  String printed() throws IOException {
    return launched.printed();
  }

  /** Ends it as a power failure would. */
  void kill() {
    launched.process().destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    launched.close();
  }
}
