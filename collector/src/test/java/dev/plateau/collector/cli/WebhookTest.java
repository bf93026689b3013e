package dev.plateau.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plateau.collector.Condition;
import dev.plateau.collector.EventReceiver;
import dev.plateau.collector.EventReceiver.Post;
import dev.plateau.collector.FailingRuns;
import dev.plateau.collector.Page;
import dev.plateau.collector.embedded.ChildJvm;
import dev.plateau.collector.embedded.EmbeddedBroker;
import dev.plateau.collector.notify.WebhookSettings;
import dev.plateau.collector.notify.WebhookUrl;
import dev.plateau.collector.run.RunLife;
import dev.plateau.collector.topology.TopicReader;
import dev.plateau.protocol.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A collector that tells a webhook: trainers' records in, notifications out. */
@Timeout(180)
class WebhookTest {
  @TempDir Path temp;
  private EventReceiver receiver;

  @BeforeEach
  void listen() throws Exception {
    receiver = EventReceiver.start();
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  private CollectorApp collector(Optional<WebhookSettings> webhook) throws Exception {
    return CollectorApp.start(
        new CollectorApp.Settings(
            temp.resolve("data"),
            "127.0.0.1",
            0,
            OptionalInt.of(0),
            "",
            Map.of(),
            1,
            OptionalInt.empty(),
            RunLife.DEFAULT,
            webhook));
  }

  private Optional<WebhookSettings> webhook() {
    return Optional.of(new WebhookSettings(WebhookUrl.parse(receiver.url()), Duration.ofHours(1)));
  }

  @Test
  void runThatFails_isToldWhileItsReplayIsNot_andBothAreCounted() throws Exception {
    try (CollectorApp app = collector(webhook());
        FailingRuns runs = new FailingRuns(app.bootstrapServers())) {
      runs.begin("replay", Map.of("replay_of", "first"));
      runs.fail("replay", 1);
      runs.flush();
      Page metrics = new Page(app.metricsUri());
      metrics.await(
          "the replay",
          page -> page.contains("\nplateau_notifications_total{outcome=\"skipped\"} 1.0\n"));

      runs.send("live", 1, 10);
      metrics.await(
          "the notification",
          page -> page.contains("\nplateau_notifications_total{outcome=\"delivered\"} 1.0\n"));
      assertThat(metrics.read()).contains("\nplateau_notification_retries_total 0.0\n");
      assertThat(receiver.posts()).hasSize(1);
      Post post = receiver.posts().get(0);
      assertThat(post.body().get("run").asText()).isEqualTo("live-0");
      assertThat(post.body().get("experiment").asText()).isEqualTo("experiment");
      assertThat(post.body().get("step").asLong()).isEqualTo(9);
      assertThat(post.body().get("cause").asText()).isEqualTo("out of luck");
    }
  }

  @Test
  void collector_withoutWebhook_hasNoSeriesOfNotifications() throws Exception {
    try (CollectorApp app = collector(Optional.empty())) {
      assertThat(new Page(app.metricsUri()).read())
          .contains("\nplateau_steps_total ")
          .doesNotContain("plateau_notification");
    }
  }

  @Test
  void receiver_thatHangs_doesNotStopTheFold_norTheClosing() throws Exception {
    receiver.answerAlways(EventReceiver.HANG);
    try (CollectorApp app = collector(webhook());
        FailingRuns runs = new FailingRuns(app.bootstrapServers())) {
      runs.send("first", 1, 10);
      receiver.await(1);

      runs.send("more", 300, 100);
      Condition.await("the fold", () -> app.views().totals().steps() == 10 + 300 * 100);
      assertThat(app.failure()).isNotDone();
    }
    assertThat(new HashSet<>(receiver.ids())).as("nobody was passed over").hasSize(1);
  }

  @Test
  void collector_killedWhileItTells_tellsItsSuccessorsEveryEventUnderItsId() throws Exception {
    receiver.answerNext(200, 200, 200, 200, 200, EventReceiver.HANG);
    try (EmbeddedBroker broker = EmbeddedBroker.start(temp.resolve("broker"), 0);
        FailingRuns runs = new FailingRuns(broker.bootstrapServers())) {
      try (ChildJvm collector = start(broker, "first.out")) {
        collector.awaitLine("collecting from ");
        runs.send("early", 20, 10);
        receiver.await(6);
        collector.kill();
      }
      runs.send("late", 10, 10);
      List<String> before = receiver.ids();
      try (ChildJvm collector = start(broker, "second.out");
          TopicReader events = new TopicReader(broker.bootstrapServers(), Topics.EVENTS)) {
        Set<String> told = failures(events.awaitAll(all -> failures(all).size() == 30));
        Condition.await("all of them", () -> receiver.ids().containsAll(told));
        assertThat(collector.stop()).as(collector.printed()).isZero();

        List<String> ids = receiver.ids();
        assertThat(new HashSet<>(ids)).isEqualTo(told);
        assertThat(before.subList(0, 5))
            .as("answered, so not told again")
            .allMatch(id -> Collections.frequency(ids, id) == 1);
        assertThat(Collections.frequency(ids, before.get(5))).as("not answered").isEqualTo(2);
      }
    }
  }

  private static Set<String> failures(List<JsonNode> events) {
    return events.stream()
        .filter(event -> event.path("phase").asText().equals("failed"))
        .map(event -> event.get("id").asText())
        .collect(Collectors.toSet());
  }

  private ChildJvm start(EmbeddedBroker broker, String output) throws Exception {
    return ChildJvm.start(
        temp.resolve(output),
        "collect",
        "--port",
        "0",
        "--bootstrap-servers",
        broker.bootstrapServers(),
        "--data-dir",
        temp.resolve("collector").toString(),
        "--webhook",
        receiver.url());
  }

  @ParameterizedTest
  @ValueSource(strings = {"collect", "demo"})
  void addressThatIsNone_isRefusedInOneSentence_beforeAnythingStarts(String verb) {
    StringWriter err = new StringWriter();
    int code =
        Main.commandLine()
            .setErr(new PrintWriter(err))
            .execute(verb, "--webhook", "localhost:8080/hook");
    assertThat(code).isEqualTo(2);
    assertThat(err.toString().lines().findFirst())
        .hasValueSatisfying(
            line -> assertThat(line).contains("--webhook").endsWith("got 'localhost:8080/hook'"));
  }
}
