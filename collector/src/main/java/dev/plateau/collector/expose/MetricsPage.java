package dev.plateau.collector.expose;

import com.sun.net.httpserver.HttpExchange;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a registry to Prometheus. Uncompressed, whatever is offered: gzip takes several times the
 * time of the scrape itself.
 */
final class MetricsPage implements Page {
  private static final Logger LOG = LoggerFactory.getLogger(MetricsPage.class);
  private static final int BUFFER_BYTES = 1 << 16;

  private final PrometheusRegistry registry;

  MetricsPage(PrometheusRegistry registry) {
    this.registry = registry;
  }

  @Override
  public String title() {
    return "for Prometheus: text 0.0.4, or OpenMetrics where it is accepted";
  }

  @Override
  public void serve(HttpExchange exchange) throws IOException {
    ExpositionFormatWriter writer =
        ScrapeFormat.accepted(exchange.getRequestHeaders().getOrDefault("Accept", List.of()))
            .writer();
    MetricSnapshots snapshots;
    try {
      snapshots = registry.scrape();
    } catch (RuntimeException e) {
      // A scrape that fails is a fault of ours: seen by Prometheus as down, by people in the log.
      LOG.error("The metrics could not be collected", e);
      Reply.send(exchange, Reply.FAILED, "The metrics could not be collected: " + e);
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", writer.getContentType());
    if (Reply.isHead(exchange)) {
      exchange.sendResponseHeaders(Reply.OK, -1);
    } else {
      exchange.sendResponseHeaders(Reply.OK, 0);
      OutputStream body = new BufferedOutputStream(exchange.getResponseBody(), BUFFER_BYTES);
      // Names are ASCII; only values hold other characters, and those need no escaping scheme.
      writer.write(body, snapshots, EscapingScheme.UNDERSCORE_ESCAPING);
      body.flush();
    }
    exchange.close();
  }
}
