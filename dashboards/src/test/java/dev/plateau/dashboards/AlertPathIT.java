package dev.plateau.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plateau.collector.Condition;
import dev.plateau.collector.EventReceiver;
import dev.plateau.collector.Launched;
import dev.plateau.collector.PrometheusServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A trainer process, Kafka, the collector, Prometheus, Alertmanager, a webhook of Alertmanager's
 * and one of the collector's own: all real.
 */
class AlertPathIT {
  @TempDir Path temp;

  private Path folder(String name) throws Exception {
    return Files.createDirectories(temp.resolve(name));
  }

  /** Only the mini-batch loss is watched: one stabilization, one alert. */
  private Launched train(LaunchedCollector collector, String run, String... settings)
      throws Exception {
    List<String> command =
        new ArrayList<>(List.of("train", "diagonal", "--run-id", run, "--steps", "30001"));
    command.addAll(List.of("--bootstrap-servers", collector.bootstrapServers()));
    command.addAll(List.of("--set", "measure=every:1000000"));
    for (String setting : settings) {
      command.addAll(List.of("--set", setting));
    }
    return Launched.start(temp.resolve(run + ".log"), "", command.toArray(new String[0]));
  }

  @Test
  void endOfStabilization_isToldOnceWithLevelCauseAndStep_andAFailureToo() throws Exception {
    try (WebhookReceiver webhook = WebhookReceiver.start();
        EventReceiver direct = EventReceiver.start();
        LaunchedCollector collector =
            LaunchedCollector.start(folder("collector"), "--webhook", direct.url());
        AlertmanagerServer alertmanager =
            AlertmanagerServer.notifying(folder("alertmanager"), webhook.uri());
        PrometheusServer prometheus =
            PrometheusServer.scraping(
                folder("prometheus"), collector.metricsUri(), alertmanager.authority())) {
      prometheus.await("up", result -> result.size() == 1);
      try (Launched trainer = train(collector, "decayed", "rate=decay-30")) {
        assertThat(trainer.await()).as(trainer.printed()).isZero();
      }
      Condition.await(
          "the notification", () -> !webhook.alerts("LossStabilizationEnded").isEmpty());
      JsonNode alert = webhook.alerts("LossStabilizationEnded").get(0);
      assertThat(alert.at("/labels/experiment").asText()).isEqualTo("diagonal");
      assertThat(alert.at("/labels/run").asText()).isEqualTo("decayed");
      assertThat(alert.at("/labels/cause").asText()).isEqualTo("learning_rate");
      assertThat(alert.at("/labels/severity").asText()).isEqualTo("info");
      assertThat(alert.at("/annotations/summary").asText())
          .matches(
              "diagonal: stabilization of decayed at loss 0\\.0\\d+ ended at step 9\\d{3}, cause"
                  + " learning_rate");

      JsonNode posted = direct.await(1).get(0).body();
      assertThat(posted.get("title").asText()).isEqualTo(alert.at("/annotations/summary").asText());
      assertThat(posted.get("level").asText()).isEqualTo("info");

      // Far beyond the edge of stability: the trainer gives up.
      try (Launched trainer = train(collector, "diverging", "rate=decay-50", "rate-scale=1.3")) {
        assertThat(trainer.await()).isEqualTo(1);
      }
      Condition.await("the failure", () -> !webhook.alerts("RunFailed").isEmpty());
      assertThat(webhook.alerts("RunFailed").get(0).at("/labels/run").asText())
          .isEqualTo("diverging");
      assertThat(webhook.alerts("LossStabilizationEnded")).as("told once").hasSize(1);
      Condition.await(
          "the failure",
          () ->
              direct.posts().stream()
                  .anyMatch(p -> p.body().path("phase").asText().equals("failed")));
      assertThat(direct.ids()).as("told once").doesNotHaveDuplicates();
    }
  }
}
