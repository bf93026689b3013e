package dev.plateau.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plateau.collector.Condition;
import dev.plateau.collector.Launched;
import dev.plateau.collector.Page;
import dev.plateau.collector.PrometheusServer;
import dev.plateau.collector.run.RunLife;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trainer process, Kafka, the collector, Prometheus: all real. */
class WholeWayIT {
  @TempDir Path temp;

  private CollectorApp collector(Duration exposedAfterEnd) throws Exception {
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
            new RunLife(Duration.ofHours(1), exposedAfterEnd, Duration.ofHours(24)),
            Optional.empty()));
  }

  private Launched train(CollectorApp app, String run, String... more) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "train",
                "diagonal",
                "--run-id",
                run,
                "--bootstrap-servers",
                app.bootstrapServers()));
    command.addAll(List.of(more));
    return Launched.start(temp.resolve(run + ".log"), "", command.toArray(new String[0]));
  }

  private static String printed(String... command) {
    StringWriter out = new StringWriter();
    assertThat(Main.commandLine().setOut(new PrintWriter(out)).execute(command)).isZero();
    return out.toString();
  }

  private static String runs(CollectorApp app) {
    return printed("runs", "--bootstrap-servers", app.bootstrapServers());
  }

  private static String events(CollectorApp app) {
    return printed("events", "--bootstrap-servers", app.bootstrapServers());
  }

  private static JsonNode onlyRun(CollectorApp app) throws IOException {
    return new ObjectMapper()
        .readTree(printed("runs", "--json", "--bootstrap-servers", app.bootstrapServers()))
        .path(0);
  }

  @Test
  void trainedRun_isOnMetricsAndInPrometheusWhileItLivesAndDisappearsAfterItsEnd()
      throws Exception {
    Launched.requireJars();
    Path folder = Files.createDirectories(temp.resolve("prometheus"));
    try (CollectorApp app = collector(Duration.ofSeconds(3));
        PrometheusServer prometheus = PrometheusServer.scraping(folder, app.metricsUri());
        Launched trainer = train(app, "whole-way", "--steps", "3001", "--pace", "400")) {
      Page metrics = new Page(app.metricsUri());
      String labels = "{experiment=\"diagonal\",run=\"whole-way\"}";
      metrics.await("the run's step", page -> page.contains("plateau_run_step" + labels));

      JsonNode answer = prometheus.await("plateau_run_loss" + labels, result -> result.size() == 1);
      assertThat(answer.get(0).path("metric").path("instance").isMissingNode())
          .as("a run's series belong to no instance")
          .isTrue();
      prometheus.await("plateau_run_phase" + labels, result -> result.size() == 1);
      Condition.await("the run in the registry", () -> runs(app).contains("whole-way"));

      assertThat(trainer.await()).as(trainer.printed()).isZero();
      metrics.await("the run's end", page -> page.contains("phase=\"completed\""));
      metrics.await("its disappearance", page -> !page.contains("whole-way"));
      assertThat(metrics.read()).contains("plateau_steps_total 3001.0");
      prometheus.await("plateau_run_step" + labels, result -> result.isEmpty());
      Condition.await(
          "its end in the registry", () -> onlyRun(app).path("phase").asText().equals("completed"));
      JsonNode entry = onlyRun(app);
      assertThat(entry.at("/ledger/steps").asLong()).isEqualTo(3001);
      assertThat(entry.at("/ledger/dropped_steps").asLong()).isZero();
    }
  }

  @Test
  void decayedRun_tellsWhereItsStabilizationBeganAndEnded() throws Exception {
    Launched.requireJars();
    try (CollectorApp app = collector(Duration.ofMinutes(5));
        Launched trainer = train(app, "decayed", "--steps", "30001", "--set", "rate=decay-30")) {
      assertThat(trainer.await()).as(trainer.printed()).isZero();
      Page metrics = new Page(app.metricsUri());
      String page = metrics.await("the run's end", read -> read.contains("phase=\"completed\""));
      // The step size falls at step 9,000: the end has that cause, and lies behind it.
      String end =
          page.lines()
              .filter(line -> line.startsWith("plateau_run_stabilization_end_step{"))
              .filter(line -> line.contains("cause=\"learning_rate\""))
              .filter(line -> line.contains("source=\"loss\""))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no end of stabilization in:\n" + page));
      double step = Double.parseDouble(end.substring(end.lastIndexOf(' ')));
      assertThat(step).isBetween(9000.0, 12000.0);

      // The pages run ahead of the log by the second between two commits.
      Condition.await("the end among the events", () -> events(app).contains("completed"));
      assertThat(events(app))
          .contains("attempt 1 began at step 0")
          .contains("learning rate fell from 0.282")
          .contains("cause learning_rate")
          .contains("completed at step 30000");
    }
  }

  @Test
  void linesPipedIn_becomeARun() throws Exception {
    Launched.requireJars();
    try (CollectorApp app = collector(Duration.ofMinutes(5));
        Launched pipe =
            Launched.start(
                temp.resolve("pipe.log"),
                "",
                "pipe",
                "--run",
                "mine",
                "--bootstrap-servers",
                app.bootstrapServers())) {
      try (PrintWriter lines = new PrintWriter(pipe.process().outputWriter())) {
        for (int step = 1; step <= 1000; step++) {
          lines.println("{\"step\":" + step + ",\"metrics\":{\"loss\":" + 1.0 / step + "}}");
        }
      }
      assertThat(pipe.await()).as(pipe.printed()).isZero();
      new Page(app.metricsUri())
          .await(
              "the piped steps",
              page ->
                  page.lines()
                      .anyMatch(
                          line ->
                              line.startsWith("plateau_run_step{")
                                  && line.contains("run=\"mine\"")
                                  && line.endsWith(" 1000.0")));
    }
  }
}
