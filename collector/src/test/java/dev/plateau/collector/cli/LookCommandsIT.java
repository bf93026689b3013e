package dev.plateau.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plateau.collector.Condition;
import dev.plateau.collector.FreePort;
import dev.plateau.collector.log.Registry;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.run.RunLife;
import dev.plateau.collector.run.Trainer;
import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.MessageCodec;
import dev.plateau.protocol.RunFinished;
import dev.plateau.protocol.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands that look at runs, on a whole collector with its broker. */
@Timeout(120)
class LookCommandsIT {
  @TempDir static Path temp;
  private static CollectorApp app;

  private record Ended(int code, String out, String err) {
    JsonNode json() throws Exception {
      return new ObjectMapper().readTree(out);
    }
  }

  @BeforeAll
  static void start() throws Exception {
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
                OptionalInt.of(2),
                RunLife.DEFAULT,
                Optional.empty()));
    List<Envelope> said = new ArrayList<>();
    for (String run : new String[] {"first", "second", "doomed"}) {
      Trainer trainer = new Trainer(run, 1);
      said.add(trainer.started("e", 0));
      for (int from = 0; from < 1000; from += 100) {
        said.add(trainer.losses(from, from + 100));
      }
      said.add(trainer.finished(RunFinished.Outcome.COMPLETED));
    }
    send(said);
    for (String run : new String[] {"first", "second", "doomed"}) {
      Condition.await(
          "the end of " + run,
          () ->
              Registry.read(app.bootstrapServers(), Map.of())
                  .find(run)
                  .filter(RunEntry::isEnded)
                  .isPresent());
    }
  }

  @AfterAll
  static void stop() throws Exception {
    app.close();
  }

  private static void send(List<Envelope> said) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", app.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (Envelope envelope : said) {
        var unused =
            producer.send(
                new ProducerRecord<>(
                    Topics.STEPS,
                    envelope.run().value().getBytes(StandardCharsets.UTF_8),
                    MessageCodec.encode(envelope)));
      }
    }
  }

  private static Ended executeAt(String bootstrapServers, String... command) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of("--bootstrap-servers", bootstrapServers));
    int code =
        Main.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(words.toArray(new String[0]));
    return new Ended(code, out.toString(), err.toString());
  }

  private static Ended execute(String... command) {
    return executeAt(app.bootstrapServers(), command);
  }

  @Test
  void show_hasTheWholeCurveAndTheEvents() throws Exception {
    Ended ended = execute("show", "first");
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out())
        .contains("completed at step 999/999")
        .contains("loss, step 0 to 999")
        .contains("attempt 1 began at step 0")
        .contains("records 12 = applied 12");
    JsonNode json = execute("show", "first", "--json").json();
    long values = 0;
    for (JsonNode cell : json.at("/curve/cells")) {
      values += cell.path("values").asLong();
    }
    assertThat(values).isEqualTo(1000);
    assertThat(json.at("/curve/sampled").asBoolean(true)).isFalse();
    assertThat(json.path("events")).hasSize(2);
    assertThat(json.path("run").asText()).isEqualTo("first");
  }

  @Test
  void compare_hasBothRunsAtTheSameSteps() throws Exception {
    Ended ended = execute("compare", "first", "second", "--points", "5");
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out()).containsPattern("\n +999 +0\\.001000 +0\\.001000\n");
    JsonNode json = execute("compare", "first", "second", "--json").json();
    assertThat(json.path("runs")).hasSize(2);
    assertThat(json.at("/runs/1/values/0/value").asDouble()).isEqualTo(1.0);
  }

  @Test
  void badArguments_areOneSentenceAndCode2() {
    assertRefused(execute("show", "first", "--metric", "los"), "did you mean 'loss'?");
    assertRefused(execute("compare", "first", "--metric", "los"), "did you mean 'loss'?");
    assertRefused(execute("compare", "first", "--points", "2"), "--points must be 3 to");
    assertRefused(execute("compare", "first", "--align", "end"), "stabilization-end");
    assertRefused(execute("delete", "first"), "--yes");
  }

  private static void assertRefused(Ended ended, String sentence) {
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains(sentence);
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void unknownRun_isNamedWithTheNearest() {
    for (String verb : new String[] {"show", "compare"}) {
      Ended ended = execute(verb, "frst");
      assertThat(ended.code()).isEqualTo(1);
      assertThat(ended.err()).contains("did you mean 'first'?").hasLineCount(1);
    }
    Ended ended = execute("delete", "frst", "--yes");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("did you mean 'first'?");
  }

  @Test
  void deletedRun_isGone_andIsToldFromOneThatNeverWas() {
    Ended ended = execute("delete", "doomed", "--yes");
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("Run doomed is forgotten").contains("stay in the log");
    Ended shown = execute("show", "doomed");
    assertThat(shown.code()).isEqualTo(1);
    assertThat(shown.err()).contains("was deleted at 20").hasLineCount(1);
    assertThat(execute("runs").out()).contains("first").doesNotContain("doomed");
  }

  @Test
  void noBroker_isOneSentenceForEach() throws Exception {
    String nowhere = "127.0.0.1:" + FreePort.find();
    Ended doctor = executeAt(nowhere, "doctor", "--patience", "1s");
    assertThat(doctor.code()).isEqualTo(1);
    assertThat(doctor.out()).contains("problem  broker").contains("> Start one");
  }

  @Test
  void doctor_findsNoProblem_inTextAndInJson() throws Exception {
    Ended ended = execute("doctor");
    assertThat(ended.code()).as(ended.out()).isZero();
    assertThat(ended.out().lines()).allMatch(line -> line.length() <= 80);
    JsonNode json = execute("doctor", "--json").json();
    assertThat(json.path("healthy").asBoolean()).isTrue();
    assertThat(json.path("checks")).hasSize(11);
  }
}
