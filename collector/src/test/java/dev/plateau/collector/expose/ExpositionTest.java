package dev.plateau.collector.expose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plateau.collector.PrometheusServer;
import dev.plateau.collector.run.RunPhase;
import dev.plateau.collector.run.RunViews;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole of what the collector serves, over HTTP. */
@Timeout(120)
class ExpositionTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @Test
  void scrape_hasRunsAndTheCollectorItself_inTheFormAskedFor() throws Exception {
    try (Exposition exposition = start(FullSample.views())) {
      HttpResponse<String> text = scrape(exposition, "text/plain");
      assertThat(text.headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
      assertThat(text.headers().firstValue("Content-Encoding")).isEmpty();
      assertThat(text.body())
          .contains("plateau_run_ntk_rank{")
          .contains("jvm_memory_used_bytes{")
          .contains("process_uptime_seconds")
          .doesNotContain("# UNIT");
      HttpResponse<String> openMetrics = scrape(exposition, "application/openmetrics-text");
      assertThat(openMetrics.headers().firstValue("Content-Type"))
          .hasValueSatisfying(
              type -> assertThat(type).startsWith("application/openmetrics-text; version=1.0.0"));
      assertThat(openMetrics.body()).contains("# UNIT").endsWith("# EOF\n");
    }
  }

  @Test
  void kafkaStreams_areShownOnceBound() throws Exception {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "exposition-test");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
    StreamsBuilder topology = new StreamsBuilder();
    topology.stream("nothing");
    // Never started: it has its metrics from the beginning and needs no broker for them.
    try (Exposition exposition = start(FullSample.views());
        KafkaStreams streams = new KafkaStreams(topology.build(), settings)) {
      assertThat(scrape(exposition, "text/plain").body()).doesNotContain("kafka_stream");
      exposition.bind(streams);
      assertThat(scrape(exposition, "text/plain").body()).contains("kafka_stream");
    }
  }

  @Test
  void prometheus_scrapesTheSeries_andSeesAnEndedRunDisappear(@TempDir Path folder)
      throws Exception {
    RunViews views = FullSample.views();
    views.put(2, new SampleRun("e", "soon-over").metric("loss", 0.5).view());
    try (Exposition exposition = start(views);
        PrometheusServer prometheus = PrometheusServer.scraping(folder, exposition.metricsUri())) {
      JsonNode loss = prometheus.await("plateau_run_loss", result -> result.size() == 3);
      assertThat(loss.findValuesAsText("experiment"))
          .containsExactlyInAnyOrder("support-linear", "line\nbreak\\", "e");
      JsonNode custom =
          prometheus.await("plateau_run_custom{metric=\"accuracy\"}", r -> r.size() == 1);
      assertThat(custom.path(0).path("value").path(1).asText()).isEqualTo("NaN");
      prometheus.await(
          "count({__name__=~\"plateau_.*\"}) > " + Catalogue.all().size(), r -> r.size() == 1);
      prometheus.await("jvm_info", result -> result.size() == 1);
      views.put(
          2,
          new SampleRun("e", "soon-over")
              .endedAt(RunPhase.COMPLETED, 1)
              .metric("loss", 0.5)
              .view());
      views.setWatermark(2, SampleRun.START_MICROS);
      prometheus.await("plateau_run_loss", result -> result.size() == 2);
    }
  }

  private static Exposition start(RunViews views) throws ListenException {
    return Exposition.start(
        "127.0.0.1", 0, views, InfoLabels.DEFAULT, Optional::empty, Scrape.CLOCK);
  }

  private static HttpResponse<String> scrape(Exposition exposition, String accept)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(exposition.metricsUri())
            .header("Accept", accept)
            .header("Accept-Encoding", "gzip")
            .build();
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
