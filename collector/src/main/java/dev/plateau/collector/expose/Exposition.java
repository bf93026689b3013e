package dev.plateau.collector.expose;

import dev.plateau.collector.run.RunViews;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;

/**
 * The collector as others see it: {@code /metrics} with the series of all runs and of the collector
 * itself, {@code /healthz}, {@code /readyz}, and {@code /} that lists them. Whoever starts it
 * closes it; after {@link #close} no thread and no socket is left. Thread-safe.
 */
public final class Exposition implements AutoCloseable {
  private final RunCollector runs;
  private final OwnMetrics own;
  private final PageServer server;

  private Exposition(RunCollector runs, OwnMetrics own, PageServer server) {
    this.runs = runs;
    this.own = own;
    this.server = server;
  }

  /**
   * Starts to serve.
   *
   * @param host name or address to bind to
   * @param port port to bind to; 0: one that the operating system picks
   * @param views the table of runs
   * @param infoLabels what of a run's configuration becomes labels of its info series
   * @param readiness whether the series are complete
   * @param clock what the lag is measured against
   * @throws ListenException if the address cannot be listened on
   */
  public static Exposition start(
      String host,
      int port,
      RunViews views,
      InfoLabels infoLabels,
      Readiness readiness,
      Clock clock)
      throws ListenException {
    PrometheusRegistry registry = new PrometheusRegistry();
    RunCollector runs = new RunCollector(views, infoLabels, clock);
    registry.register(runs);
    Map<String, Page> pages = new LinkedHashMap<>();
    pages.put("/metrics", new MetricsPage(registry));
    pages.put("/healthz", new HealthPage());
    pages.put("/readyz", new ReadyPage(readiness));
    // Listens first: where that fails, nothing else has to be undone.
    PageServer server = PageServer.start(host, port, pages);
    return new Exposition(runs, new OwnMetrics(registry), server);
  }

  /** Where the index is, for people on this machine. */
  public URI uri() {
    return server.uri();
  }

  /** Where Prometheus scrapes. */
  public URI metricsUri() {
    return server.uri().resolve("metrics");
  }

  /** The registry of the collector's own metrics, for more of them. Closed with this. */
  public MeterRegistry meters() {
    return own.meters();
  }

  /** Shows the metrics of a Streams instance and its clients until this is closed. */
  public void bind(KafkaStreams streams) {
    own.bind(streams);
  }

  /** Shows what became of notifications. Asked at each scrape, from any thread. */
  public void bind(Supplier<NotificationTotals> notifications) {
    runs.bind(notifications);
  }

  @Override
  public void close() {
    server.close();
    own.close();
  }
}
