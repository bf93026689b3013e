package dev.plateau.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plateau.collector.Condition;
import dev.plateau.collector.Launched;
import dev.plateau.collector.Page;
import dev.plateau.collector.log.KafkaRuns;
import dev.plateau.collector.log.ResolvedRows;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunLog;
import dev.plateau.collector.log.RunRows;
import dev.plateau.collector.run.RunLife;
import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.RunId;
import dev.plateau.publisher.MetricSlot;
import dev.plateau.publisher.PublisherSettings;
import dev.plateau.publisher.RunDescription;
import dev.plateau.publisher.RunPublisher;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs in a real broker, folded by a real collector, replayed and read by the commands. */
@Timeout(180)
class ReplayIT {
  private static final long STEP_MICROS = 10_000;

  @TempDir static Path temp;
  private static CollectorApp app;

  @BeforeAll
  static void start() throws Exception {
    Launched.requireJars();
    app =
        CollectorApp.start(
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
                Optional.empty()));
  }

  @AfterAll
  static void stop() throws Exception {
    app.close();
  }

  private static RunPublisher publisher(String run, long firstStep) {
    return RunPublisher.start(
        PublisherSettings.builder()
            .bootstrapServers(app.bootstrapServers())
            .runId(new RunId(run))
            .build(),
        new RunDescription("lab", "", Map.of("seed", "1"), Map.of(), 3000, firstStep));
  }

  private static void steps(RunPublisher publisher, long from, long to, double factor) {
    MetricSlot loss = publisher.slot(MetricName.of("loss"));
    MetricSlot rank = publisher.slot(MetricName.parse("ntk_rank/all"));
    for (long step = from; step < to; step++) {
      publisher.step(step, 1_700_000_000_000_000L + step * STEP_MICROS);
      publisher.put(loss, step % 97 == 0 ? Double.NaN : factor / (1 + step));
      if (step % 100 == 0) {
        publisher.put(rank, step % 300 == 0 ? Double.POSITIVE_INFINITY : step);
      }
      publisher.commit();
    }
  }

  /** Killed at 2,000 and resumed from 1,500 on, as a trainer is that has checkpoints. */
  private static void publishResumed(String run) throws Exception {
    try (RunPublisher first = publisher(run, 0)) {
      steps(first, 0, 2000, 1);
      first.fail("power");
    }
    try (RunPublisher second = publisher(run, 1500)) {
      steps(second, 1500, 3000, 2);
    }
    awaitEnd(run);
  }

  private static JsonNode awaitEnd(String run) throws Exception {
    Condition.await(
        run + " in the registry", () -> entry(run).path("phase").asText().equals("completed"));
    return entry(run);
  }

  private static JsonNode entry(String run) throws Exception {
    try (RunLog log = KafkaRuns.open(app.bootstrapServers(), Map.of())) {
      for (RunEntry entry : log.runs()) {
        if (entry.run().equals(run)) {
          return entry.json();
        }
      }
    }
    return new ObjectMapper().createObjectNode();
  }

  private static List<String> rows(String run) throws Exception {
    List<String> all = new ArrayList<>();
    try (RunLog log = KafkaRuns.open(app.bootstrapServers(), Map.of());
        RunRows rows = ResolvedRows.open(log, log.find(run))) {
      while (rows.advance()) {
        StringBuilder row = new StringBuilder().append(rows.step());
        for (int i = 0; i < rows.size(); i++) {
          row.append(' ').append(rows.metrics().get(rows.metric(i)));
          row.append('=').append(Double.doubleToRawLongBits(rows.value(i)));
        }
        all.add(row.toString());
      }
    }
    return all;
  }

  private static Launched launch(String log, String... command) throws Exception {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of("--bootstrap-servers", app.bootstrapServers()));
    return Launched.start(temp.resolve(log), "", words.toArray(new String[0]));
  }

  private static String finished(Launched command) throws Exception {
    try (command) {
      assertThat(command.await()).as(command.printed()).isZero();
      return command.printed();
    }
  }

  @Test
  void resumedRun_replayedAtMax_arrivesStepByStepEqual() throws Exception {
    publishResumed("resumed");
    String printed =
        finished(launch("max.log", "replay", "resumed", "--as", "again", "--speed", "max"));
    assertThat(printed)
        .startsWith("run again: 3,000 rows up to step 2,999 in ")
        .contains(", 0 dropped, 0 undelivered; ")
        .hasLineCount(1);
    JsonNode again = awaitEnd("again");
    assertThat(rows("again")).isEqualTo(rows("resumed")).hasSize(3000);
    assertThat(again.path("tags").path("replay_of").asText()).isEqualTo("resumed");
    assertThat(again.path("name").asText()).isEqualTo("resumed (replay)");
    assertThat(again.path("planned_steps").asLong()).isEqualTo(3000);
    assertThat(again.path("attempts")).hasSize(1);

    finished(launch("raw.log", "replay", "resumed", "--as", "raw", "--speed", "max", "--raw"));
    JsonNode raw = awaitEnd("raw");
    JsonNode original = entry("resumed");
    assertThat(attempts(raw)).isEqualTo(attempts(original)).hasSize(2);
    assertThat(raw.path("ledger")).isEqualTo(original.path("ledger"));
    assertThat(rows("raw")).isEqualTo(rows("resumed"));
    assertThat(raw.path("tags").path("replay_of").asText()).isEqualTo("resumed");
  }

  private static List<String> attempts(JsonNode entry) {
    List<String> attempts = new ArrayList<>();
    entry
        .path("attempts")
        .forEach(
            a ->
                attempts.add(
                    a.path("number")
                        + ": "
                        + a.path("first_step")
                        + "-"
                        + a.path("last_step")
                        + " until "
                        + a.path("superseded_from")));
    return attempts;
  }

  @Test
  void interruptedReplay_endsAsStoppedWithAllThatItPublished() throws Exception {
    publishResumed("long");
    try (Launched replay = launch("stop.log", "replay", "long", "--as", "cut-short")) {
      new Page(app.metricsUri())
          .await(
              "its first steps",
              page -> page.contains("plateau_run_step{experiment=\"lab\",run=\"cut-short\"}"));
      new ProcessBuilder("kill", "-INT", Long.toString(replay.process().pid())).start().waitFor();
      assertThat(replay.await()).as(replay.printed()).isZero();
      String printed = replay.printed();
      MatchResult said =
          Pattern.compile(
                  "Stopped before its end.\\s+run cut-short: (\\d+) rows up to step (\\d+) in")
              .matcher(printed)
              .results()
              .findFirst()
              .orElseThrow(() -> new AssertionError(printed));
      Condition.await("its end", () -> entry("cut-short").path("phase").asText().equals("stopped"));
      JsonNode entry = entry("cut-short");
      assertThat(entry.at("/ledger/steps").asLong()).isEqualTo(Long.parseLong(said.group(1)));
      assertThat(entry.path("step").asLong()).isEqualTo(Long.parseLong(said.group(2)));
      assertThat(entry.at("/ledger/dropped_steps").asLong()).isZero();
      assertThat(rows("cut-short"))
          .isEqualTo(rows("long").subList(0, Integer.parseInt(said.group(1))));
    }
  }

  @Test
  void nameThatIsTaken_isRefusedInOneSentence() throws Exception {
    publishResumed("taken");
    StringWriter err = new StringWriter();
    int code =
        Main.commandLine()
            .setErr(new PrintWriter(err))
            .execute(
                "replay", "taken", "--as", "taken", "--bootstrap-servers", app.bootstrapServers());
    assertThat(code).isEqualTo(1);
    assertThat(err.toString().strip())
        .isEqualTo(
            "There is a run taken already, and the replay would become another attempt of it:"
                + " choose another name with --as.");
  }

  @Test
  void tail_printsTheLastRowsAndThoseThatComeUntilTheRunEnds() throws Exception {
    try (RunPublisher publisher = publisher("followed", 0)) {
      steps(publisher, 0, 500, 1);
      Condition.await("it in the registry", () -> entry("followed").has("run"));
      Condition.await("all that was said", () -> publisher.undeliveredSteps() == 0);
      try (Launched tail = launch("tail.log", "tail", "followed", "-f", "-n", "3", "--json")) {
        Condition.await(
            "the last rows",
            () -> tail.printed().lines().count() >= 3 || !tail.process().isAlive());
        steps(publisher, 500, 800, 1);
        publisher.complete();
        assertThat(tail.await()).as(tail.printed()).isZero();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : tail.printed().lines().toList()) {
          lines.add(new ObjectMapper().readTree(line));
        }
        assertThat(lines).hasSize(303);
        for (int i = 0; i < lines.size(); i++) {
          assertThat(lines.get(i).path("step").asLong()).isEqualTo(497 + i);
          assertThat(lines.get(i).path("run").asText()).isEqualTo("followed");
        }
        // 582 = 6 * 97
        assertThat(lines.get(582 - 497).at("/metrics/loss").asText()).isEqualTo("NaN");
        assertThat(lines.get(600 - 497).path("metrics").path("ntk_rank/all").asText())
            .isEqualTo("Infinity");
      }
    }
    StringWriter out = new StringWriter();
    assertThat(
            Main.commandLine()
                .setOut(new PrintWriter(out))
                .execute(
                    "tail",
                    "followed",
                    "-n",
                    "2",
                    "--metric",
                    "ntk_rank/all",
                    "--bootstrap-servers",
                    app.bootstrapServers()))
        .isZero();
    assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ").strip()))
        .containsExactly(
            "STEP TIME ntk_rank/all",
            "600 2023-11-14T22:13:26.000Z Infinity",
            "700 2023-11-14T22:13:27.000Z 700");
  }
}
