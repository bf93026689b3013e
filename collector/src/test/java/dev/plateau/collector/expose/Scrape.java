package dev.plateau.collector.expose;

import dev.plateau.collector.run.RunViews;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** The text of a scrape, line by line. */
record Scrape(List<String> lines) {
  static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochSecond(SampleRun.START_MICROS / 1_000_000 + 4), ZoneOffset.UTC);

  static Scrape of(RunViews views) {
    return of(new RunCollector(views, InfoLabels.DEFAULT, CLOCK), ScrapeFormat.TEXT);
  }

  static Scrape of(RunCollector collector, ScrapeFormat format) {
    PrometheusRegistry registry = new PrometheusRegistry();
    registry.register(collector);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      format.writer().write(bytes, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
    } catch (IOException e) {
      throw new AssertionError("an array cannot fail to be written", e);
    }
    return new Scrape(bytes.toString(StandardCharsets.UTF_8).lines().toList());
  }

  /** Lines of series, comments aside. */
  List<String> series() {
    return lines.stream().filter(line -> !line.startsWith("#")).toList();
  }

  /** Lines of one family's series. */
  List<String> series(String name) {
    return series().stream().filter(line -> line.matches(name + "[{ ].*")).toList();
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }
}
