package dev.plateau.dashboards;

import dev.plateau.collector.PrometheusServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Real runs in a real Prometheus. Whoever starts it closes it. */
final class PanelStack implements AutoCloseable {
  private final LaunchedCollector collector;
  private final PrometheusServer prometheus;
  private final PanelRuns runs;

  private PanelStack(LaunchedCollector collector, PrometheusServer prometheus, PanelRuns runs) {
    this.collector = collector;
    this.prometheus = prometheus;
    this.runs = runs;
  }

  /**
   * Starts the servers and trains the runs to their ends.
   *
   * @param folder an empty folder for what all of them write
   */
  static PanelStack train(Path folder) throws Exception {
    LaunchedCollector collector =
        LaunchedCollector.start(Files.createDirectories(folder.resolve("collector")));
    PrometheusServer prometheus = null;
    try {
      prometheus =
          PrometheusServer.scraping(
              Files.createDirectories(folder.resolve("prometheus")), collector.metricsUri());
      return new PanelStack(collector, prometheus, PanelRuns.train(folder, collector, prometheus));
    } catch (Exception | AssertionError e) {
      if (prometheus != null) {
        prometheus.close();
      }
      collector.close();
      throw e;
    }
  }

  PanelRuns runs() {
    return runs;
  }

  /** Where Prometheus's HTTP API is, with a slash at the end. */
  URI prometheusApi() {
    return prometheus.api();
  }

  @Override
  public void close() {
    runs.close();
    prometheus.close();
    collector.close();
  }
}
