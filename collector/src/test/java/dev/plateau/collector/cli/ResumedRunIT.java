package dev.plateau.collector.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plateau.collector.Condition;
import dev.plateau.collector.Launched;
import dev.plateau.collector.Page;
import dev.plateau.collector.run.RunLife;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Trainer processes that are killed or stopped in the middle and resumed; Kafka and the collector.
 */
class ResumedRunIT {
  private static final int STEPS = 4001;

  /** Columns that differ between two runs of the same training. */
  private static final Set<String> OF_THE_MACHINE =
      Set.of("time", "attempt", "probe_cost_ratio", "probes_skipped", "probes_failed");

  @TempDir Path temp;

  private CollectorApp collector() throws Exception {
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
            new RunLife(Duration.ofHours(1), Duration.ofMinutes(5), Duration.ofHours(24)),
            Optional.empty()));
  }

  private Launched train(CollectorApp app, String log, String... words) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "train",
                "--checkpoints",
                temp.resolve("kept").toString(),
                "--bootstrap-servers",
                app.bootstrapServers()));
    command.addAll(List.of(words));
    return Launched.start(temp.resolve(log + ".log"), "", command.toArray(new String[0]));
  }

  private Launched begin(CollectorApp app, String experiment, String run, String... more)
      throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of(
                experiment,
                "--run-id",
                run,
                "--steps",
                Integer.toString(STEPS),
                "--checkpoint-every",
                "500",
                "measure=every:10",
                "ntk-rank=every:400"));
    words.addAll(List.of(more));
    return train(app, run, words.toArray(new String[0]));
  }

  private static void awaitStep(CollectorApp app, String run, double step) throws Exception {
    new Page(app.metricsUri())
        .await(
            "step " + step,
            page ->
                page.lines()
                    .filter(line -> line.startsWith("plateau_run_step{"))
                    .filter(line -> line.contains("run=\"" + run + "\""))
                    .anyMatch(
                        line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))) > step));
  }

  private Path checkpoint(String run) {
    return temp.resolve("kept").resolve(run + ".checkpoint");
  }

  @ParameterizedTest
  @ValueSource(strings = {"diagonal", "teacher-student-3"})
  void trainerKilled_resumed_endsAsTheUnbrokenOneAndIsOneRunWithoutAHole(String experiment)
      throws Exception {
    Launched.requireJars();
    try (CollectorApp app = collector()) {
      try (Launched unbroken = begin(app, experiment, "whole1")) {
        assertThat(unbroken.await()).as(unbroken.printed()).isZero();
      }
      try (Launched killed = begin(app, experiment, "killed", "--pace", "500")) {
        Condition.await("a checkpoint", () -> Files.exists(checkpoint("killed")));
        // Some steps behind it are delivered too: they will be made again.
        awaitStep(app, "killed", 1000);
        killed.process().destroyForcibly().onExit().join();
      }
      try (Launched resumed = train(app, "again", "--resume", "killed")) {
        assertThat(resumed.await()).as(resumed.printed()).isZero();
        assertThat(resumed.printed()).contains("resumed at step ").contains(" 0 undelivered");
      }
      assertThat(bytes("killed")).isEqualTo(bytes("whole1").replace("whole1", "killed"));
      assertOneRunWithTwoAttempts(app, "killed");
      assertThat(exported(app, "killed")).isEqualTo(exported(app, "whole1"));
    }
  }

  /** Ctrl-C writes a last checkpoint: not a step is made twice. */
  @Test
  void trainerStopped_resumed_goesOnWhereItWas() throws Exception {
    Launched.requireJars();
    try (CollectorApp app = collector()) {
      try (Launched stopped = begin(app, "diagonal", "stopped", "--pace", "500")) {
        awaitStep(app, "stopped", 700);
        stopped.process().destroy();
        stopped.await();
        assertThat(stopped.printed())
            .contains("0 dropped, 0 undelivered")
            .containsPattern(
                "checkpoint at step \\d+; go on with: plateau train --resume stopped"
                    + " --checkpoints ");
      }
      Condition.await(
          "its end", () -> run(app, "stopped").path("phase").asText().equals("stopped"));
      int last = run(app, "stopped").path("step").asInt();
      try (Launched resumed = train(app, "again", "--resume", "stopped")) {
        assertThat(resumed.await()).as(resumed.printed()).isZero();
        assertThat(resumed.printed()).contains("resumed at step " + (last + 1));
      }
      assertOneRunWithTwoAttempts(app, "stopped");
    }
  }

  private void assertOneRunWithTwoAttempts(CollectorApp app, String id) throws Exception {
    Condition.await("its end", () -> run(app, id).path("phase").asText().equals("completed"));
    JsonNode run = run(app, id);
    assertThat(run.path("attempts")).as(run.toString()).hasSize(2);
    assertThat(run.at("/ledger/missing").asLong()).isZero();
    assertThat(run.at("/ledger/dropped_steps").asLong()).isZero();
    JsonNode first = run.at("/attempts/0");
    JsonNode second = run.at("/attempts/1");
    assertThat(first.path("first_step").asInt()).isZero();
    assertThat(second.path("first_step").asInt()).isPositive();
    assertThat(second.path("last_step").asInt()).isEqualTo(STEPS - 1);
    // No hole between them: whatever the first lost, the second has made again.
    assertThat(first.path("last_step").asInt())
        .isGreaterThanOrEqualTo(second.path("first_step").asInt() - 1);
    assertThat(printed("show", id, "--bootstrap-servers", app.bootstrapServers()))
        .contains("completed");
    List<String> lines = exported(app, id);
    assertThat(lines.stream().map(line -> line.substring(0, line.indexOf(','))))
        .containsExactlyElementsOf(IntStream.range(0, STEPS).mapToObj(Integer::toString).toList());
  }

  /** Rows as CSV: steps and every metric's value, but for what the machine says. */
  private List<String> exported(CollectorApp app, String run) throws Exception {
    Path out = temp.resolve("exported");
    printed(
        "export",
        run,
        "--format",
        "csv",
        "--out",
        out.toString(),
        "--bootstrap-servers",
        app.bootstrapServers());
    List<String> lines = Files.readAllLines(out.resolve("run=" + run + "/part-00000.csv"));
    List<String> names = List.of(lines.get(0).split(",", -1));
    assertThat(names).startsWith("step", "time", "attempt");
    int[] compared =
        IntStream.range(0, names.size())
            .filter(i -> !OF_THE_MACHINE.contains(names.get(i)))
            .toArray();
    return lines.stream().skip(1).map(line -> only(compared, line.split(",", -1))).toList();
  }

  private static String only(int[] columns, String[] values) {
    return Arrays.stream(columns).mapToObj(i -> values[i]).collect(Collectors.joining(","));
  }

  /** All but the checksum, which has the run's id in it. */
  private String bytes(String run) throws Exception {
    byte[] bytes = Files.readAllBytes(checkpoint(run));
    return new String(bytes, 0, bytes.length - Integer.BYTES, ISO_8859_1);
  }

  private static JsonNode run(CollectorApp app, String id) throws Exception {
    JsonNode runs =
        new ObjectMapper()
            .readTree(printed("runs", "--json", "--bootstrap-servers", app.bootstrapServers()));
    for (JsonNode run : runs) {
      if (run.path("run").asText().equals(id)) {
        return run;
      }
    }
    return new ObjectMapper().createObjectNode();
  }

  private static String printed(String... command) {
    StringWriter out = new StringWriter();
    assertThat(Main.commandLine().setOut(new PrintWriter(out)).execute(command)).isZero();
    return out.toString();
  }
}
