package dev.plateau.dashboards;

import dev.plateau.collector.Launched;
import java.nio.file.Path;

/** A trainer that makes a hundred steps a second until it is ended. */
final class PacedTrainer {
  private PacedTrainer() {}

  /**
   * Starts one; whoever does closes it.
   *
   * @param folder gets its log
   */
  static Launched start(Path folder, String bootstrapServers, String run) throws Exception {
    return Launched.start(
        folder.resolve(run + ".log"),
        "",
        "train",
        "diagonal",
        "--run-id",
        run,
        "--pace",
        "100",
        "--set",
        "measure=every:1000000",
        "--bootstrap-servers",
        bootstrapServers);
  }
}
