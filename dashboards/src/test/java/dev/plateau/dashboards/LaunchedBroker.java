package dev.plateau.dashboards;

import dev.plateau.collector.Condition;
import dev.plateau.collector.Launched;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A broker alone, started by the launcher as a person would. Whoever starts it closes it. */
final class LaunchedBroker implements AutoCloseable {
  private static final Pattern SAYS = Pattern.compile("broker ready at (\\S+)");

  private final Launched launched;
  private final String bootstrapServers;

  private LaunchedBroker(Launched launched, String bootstrapServers) {
    this.launched = launched;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Starts one on a free port; skips or fails the test where the jars are missing.
   *
   * @param folder gets its data and its log
   */
  static LaunchedBroker start(Path folder) throws Exception {
    Launched.requireJars();
    String data = folder.resolve("data").toString();
    Launched launched =
        Launched.start(
            folder.resolve("broker.log"), "", "broker", "--port", "0", "--data-dir", data);
    try {
      Condition.await(
          "the broker's first line",
          () -> !launched.process().isAlive() || SAYS.matcher(launched.printed()).find());
      Matcher said = SAYS.matcher(launched.printed());
      if (!said.find()) {
        throw new AssertionError(launched.printed());
      }
      return new LaunchedBroker(launched, said.group(1));
    } catch (Exception | AssertionError e) {
      launched.close();
      throw e;
    }
  }

  /** Where it is. */
  String bootstrapServers() {
    return bootstrapServers;
  }

  /** Its process, which may be stopped. */
  Process process() {
    return launched.process();
  }

  @Override
  public void close() {
    launched.close();
  }
}
