package dev.plateau.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plateau.collector.log.ArchiveWriter;
import dev.plateau.collector.log.MemoryRuns;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.Message;
import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Origin;
import dev.plateau.protocol.RunFinished;
import dev.plateau.protocol.RunId;
import dev.plateau.protocol.RunStarted;
import dev.plateau.protocol.SessionId;
import dev.plateau.protocol.StepBatchBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command on archives, of runs that were folded as a collector does. */
class VerifyCommandTest {
  @TempDir private Path temp;
  private final MemoryRuns log = new MemoryRuns();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** A run whose loss stabilizes and falls; sequence {@code lost} is never sent. */
  private void train(String run, long lost) {
    train(run, lost, 2, false);
  }

  /** The loss falls by so many decades at step 750, where the learning rate is halved, if told. */
  private void train(String run, long lost, double fall, boolean tellsRate) {
    Random random = new Random(3);
    say(run, 0, new RunStarted("exp", "", Map.of(), Map.of(), 1, 0, 0));
    for (int record = 1; record <= 20; record++) {
      StepBatchBuilder rows = new StepBatchBuilder();
      for (long step = 50L * record; step < 50L * record + 50; step++) {
        rows.row(step, 1000 * step);
        double level = record < 15 ? 0 : -fall;
        if (tellsRate) {
          rows.value(rows.column(new MetricName("learning_rate", "")), record < 15 ? 0.2 : 0.1);
        }
        rows.value(
            rows.column(new MetricName("loss", "")),
            Math.pow(10, level + 0.1 * random.nextGaussian()));
      }
      if (record != lost) {
        say(run, record, rows.build(record == 20 ? 4 : 0, ""));
      }
    }
    say(run, 21, new RunFinished(RunFinished.Outcome.COMPLETED, "", 1, 4));
  }

  private void say(String run, long sequence, Message message) {
    log.add(
        new Envelope(new RunId(run), new Origin.Sequenced(new SessionId(1, 2), sequence), message));
  }

  private int verify(String... args) throws IOException {
    Path archive = temp.resolve("archive");
    ArchiveWriter writer = new ArchiveWriter(archive);
    for (RunEntry run : log.runs()) {
      writer.write(log, run, done -> {});
    }
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    String[] line = new String[args.length + 3];
    line[0] = "verify";
    line[1] = "--archive";
    line[2] = archive.toString();
    System.arraycopy(args, 0, line, 3, args.length);
    return command.execute(line);
  }

  private ObjectNode event(String run, String kind) throws IOException {
    return log.events(log.find(run)).stream()
        .filter(event -> event.path("kind").asText().equals(kind))
        .map(ObjectNode.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void all_ofWhatIsIdentical_saysSoWithTheSums() throws IOException {
    train("r1", 0);
    train("r2", 0);
    assertThat(verify("--all")).as(err.toString()).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "r1: 4 steps were dropped by the trainer",
            "r2: 4 steps were dropped by the trainer",
            "the archive "
                + temp.resolve("archive")
                + ": 2 runs, 44 records = 44 applied + 0 duplicate + 0 superseded + 0 malformed;"
                + " 2,000 steps, 10 events, 0 records missing",
            "identical and complete");
  }

  @Test
  void run_withAChangedLevel_saysWhichFieldOfWhichEvent() throws IOException {
    train("r1", 0);
    ObjectNode event = event("r1", "stabilization_ended");
    double level = event.path("level").asDouble();
    event.put("level", Math.nextUp(level));
    assertThat(verify("r1")).isEqualTo(1);
    assertThat(out.toString())
        .contains("r1: stabilization_ended of attempt 1 at step ")
        .contains(": level: recorded " + Math.nextUp(level) + ", verified " + level)
        .contains("1 differ");
  }

  @Test
  void run_withAHole_listsItAndFails() throws IOException {
    train("r1", 7);
    assertThat(verify("r1")).isEqualTo(1);
    assertThat(out.toString())
        .contains(
            "r1: 1 record of attempt 1 missing: sequence 7 of session"
                + " 00000000000000010000000000000002")
        .contains("950 steps")
        .contains("1 have missing records");
  }

  @Test
  void run_whoseBeginningIsGone_saysFromWhichStepThereIsData() throws IOException {
    train("r1", 0);
    log.dropFirst(5);
    assertThat(verify("r1")).isEqualTo(1);
    assertThat(out.toString())
        .contains(
            "r1: cannot be verified: the log has dropped its beginning and has it from step 250"
                + " on");
  }

  @Test
  void all_withARunWhoseBeginningIsGone_skipsIt() throws IOException {
    train("r1", 0);
    train("r2", 0);
    log.dropFirst(5);
    assertThat(verify("--all")).isZero();
    assertThat(out.toString())
        .contains("r1: cannot be verified")
        .contains("1 run, 22 records")
        .contains("identical and complete, 1 skipped, whose beginning is gone");
  }

  @Test
  void json_hasVerdictsSumsHolesAndDifferences() throws IOException {
    train("r1", 7);
    event("r1", "run_ended").put("step", 3);
    assertThat(verify("--all", "--json")).isEqualTo(1);
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.path("good").asBoolean(true)).isFalse();
    assertThat(json.path("totals").path("missing").asLong()).isOne();
    JsonNode run = json.path("runs").path(0);
    assertThat(run.path("result").asText()).isEqualTo("differs");
    assertThat(run.path("holes").path(0).path("first_sequence").asLong()).isEqualTo(7);
    assertThat(run.path("holes").path(0).path("last_sequence").asLong()).isEqualTo(7);
    JsonNode difference = run.path("differences").path(0);
    assertThat(difference.path("kind").asText()).isEqualTo("event_differs");
    assertThat(difference.path("fields").toString())
        .isEqualTo("[{\"field\":\"step\",\"recorded\":3,\"verified\":1049}]");
  }

  @Test
  void otherDetector_showsWhatIsTheSameAndSucceeds() throws IOException {
    train("r1", 0);
    assertThat(verify("r1", "--detector", "patience-1")).isZero();
    assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ")))
        .anyMatch(line -> line.startsWith("r1 1 loss recorded 50 "))
        .anyMatch(line -> line.startsWith("r1 1 loss = patience-1 "))
        .anyMatch(
            line -> line.contains("of the stabilizations of 1 run 1 are the same by patience-1, "));
  }

  @Test
  void detectorThatKnowsTheLearningRate_tellsASmallFallThatWasNotRecorded() throws IOException {
    train("r1", 0, 0.25, true);
    assertThat(verify("--all", "--detector", "msr-2", "--json")).isZero();
    JsonNode run = new ObjectMapper().readTree(out.toString()).at("/runs/0");
    List<JsonNode> recorded = new ArrayList<>();
    List<JsonNode> other = new ArrayList<>();
    run.at("/only_recorded").forEach(recorded::add);
    run.at("/only_other").forEach(other::add);
    run.at("/same").forEach(pair -> recorded.add(pair.at("/recorded")));
    run.at("/same").forEach(pair -> other.add(pair.at("/other")));
    assertThat(recorded).isNotEmpty().noneMatch(account -> account.has("onset_step"));
    assertThat(other)
        .filteredOn(account -> account.has("onset_step"))
        .singleElement()
        .satisfies(
            end -> {
              assertThat(end.at("/onset_step").asLong()).isBetween(750L, 760L);
              assertThat(end.at("/cause").asText()).isEqualTo("learning_rate");
            });
  }

  @Test
  void otherDetector_asJson_hasBothAccounts() throws IOException {
    train("r1", 0);
    assertThat(verify("--all", "--detector", "patience-1", "--json")).isZero();
    JsonNode pair = new ObjectMapper().readTree(out.toString()).at("/runs/0/same/0");
    assertThat(pair.at("/recorded/onset_step").asLong()).isBetween(740L, 760L);
    assertThat(pair.at("/other/onset_step").asLong()).isBetween(740L, 780L);
  }

  @Test
  void unknownRun_namesTheNearest() throws IOException {
    train("run-1", 0);
    assertThat(verify("run-2")).isEqualTo(1);
    assertThat(err.toString()).contains("no run 'run-2'").contains("'run-1'");
  }

  @Test
  void neitherRunNorAll_isNotUnderstood() throws IOException {
    train("r1", 0);
    assertThat(verify()).isEqualTo(2);
    assertThat(err.toString()).startsWith("which run? Give one, or --all");
  }

  @Test
  void bothRunAndAll_isNotUnderstood() throws IOException {
    train("r1", 0);
    assertThat(verify("r1", "--all")).isEqualTo(2);
    assertThat(err.toString()).startsWith("give a run or --all, not both");
  }

  @Test
  void unknownDetector_namesTheNearest() throws IOException {
    train("r1", 0);
    assertThat(verify("r1", "--detector", "patience")).isEqualTo(2);
    assertThat(err.toString()).contains("unknown detector 'patience'; did you mean 'patience-1'?");
  }
}
