package dev.plateau.collector.expose;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.util.List;
import java.util.Locale;

/** The two forms of a scrape, and which of them a client prefers. */
enum ScrapeFormat {
  /** Prometheus text 0.0.4: what every client reads, a browser too. */
  TEXT("text/plain", PrometheusTextFormatWriter.create()),
  /** OpenMetrics text 1.0.0: knows units, infos and its own end. */
  OPEN_METRICS("application/openmetrics-text", OpenMetricsTextFormatWriter.create());

  private final String mediaType;
  private final ExpositionFormatWriter writer;

  ScrapeFormat(String mediaType, ExpositionFormatWriter writer) {
    this.mediaType = mediaType;
    this.writer = writer;
  }

  ExpositionFormatWriter writer() {
    return writer;
  }

  /**
   * The form that the client prefers.
   *
   * @param accept values of its {@code Accept} headers
   */
  static ScrapeFormat accepted(List<String> accept) {
    double text = 0;
    double openMetrics = 0;
    for (String header : accept) {
      for (String range : header.toLowerCase(Locale.ROOT).split(",", -1)) {
        double quality = quality(range);
        if (range.strip().startsWith(OPEN_METRICS.mediaType)) {
          openMetrics = Math.max(openMetrics, quality);
        } else if (range.strip().startsWith(TEXT.mediaType)) {
          text = Math.max(text, quality);
        }
      }
    }
    return openMetrics > 0 && openMetrics >= text ? OPEN_METRICS : TEXT;
  }

  /** Weight of a media range (RFC 9110, section 12.4.2); one that cannot be read weighs 1. */
  private static double quality(String range) {
    for (String parameter : range.split(";", -1)) {
      String stripped = parameter.strip();
      if (stripped.startsWith("q=")) {
        try {
          return Double.parseDouble(stripped.substring(2));
        } catch (NumberFormatException e) {
          return 1;
        }
      }
    }
    return 1;
  }
}
