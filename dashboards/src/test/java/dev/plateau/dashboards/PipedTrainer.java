package dev.plateau.dashboards;

import dev.plateau.collector.Launched;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A trainer of some other language: a process {@code plateau pipe} whose lines the test prints.
 * Closing it ends it without a word.
 */
final class PipedTrainer implements AutoCloseable {
  private final Launched launched;
  private final PrintWriter lines;
  private long step;

  private PipedTrainer(Launched launched) {
    this.launched = launched;
    this.lines = new PrintWriter(launched.process().outputWriter());
  }

  /**
   * Starts one; its run has its experiment's name.
   *
   * @param folder gets its log
   */
  static PipedTrainer start(Path folder, String bootstrapServers, String experiment)
      throws Exception {
    Launched.requireJars();
    return new PipedTrainer(
        Launched.start(
            folder.resolve(experiment + ".log"),
            "",
            "pipe",
            "--run",
            experiment,
            "--experiment",
            experiment,
            "--bootstrap-servers",
            bootstrapServers));
  }

  /** Steps with a loss that stays at a level and wavers by a hundredth. */
  void stepsAt(double level, int steps) {
    for (int i = 0; i < steps; i++) {
      step("\"loss\":" + level * (1 + 0.01 * Math.sin(step * 2.4)));
    }
    lines.flush();
  }

  /** Steps with these metrics, as JSON has them inside its braces. */
  void steps(String metrics, int steps) {
    for (int i = 0; i < steps; i++) {
      step(metrics);
    }
    lines.flush();
  }

  private void step(String metrics) {
    lines.printf(Locale.ROOT, "{\"step\":%d,\"metrics\":{%s}}%n", step++, metrics);
  }

  /** Completes the run. */
  void complete() {
    lines.close();
  }

  @Override
  public void close() {
    launched.close();
  }
}
