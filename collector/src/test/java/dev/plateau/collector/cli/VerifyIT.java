package dev.plateau.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plateau.collector.Condition;
import dev.plateau.collector.embedded.ChildJvm;
import dev.plateau.collector.embedded.EmbeddedBroker;
import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.Message;
import dev.plateau.protocol.MessageCodec;
import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Origin;
import dev.plateau.protocol.RunFinished;
import dev.plateau.protocol.RunId;
import dev.plateau.protocol.RunStarted;
import dev.plateau.protocol.SessionId;
import dev.plateau.protocol.StepBatchBuilder;
import dev.plateau.protocol.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker, and collectors in JVMs of their own, one of which is killed: all real. */
class VerifyIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DECAYED = "decayed";

  @TempDir Path temp;
  private final Random random = new Random(1);

  /** What a command printed and its exit code. */
  private record Ended(int code, String out) {}

  private static Ended run(EmbeddedBroker broker, String... args) {
    StringWriter out = new StringWriter();
    String[] line = new String[args.length + 2];
    System.arraycopy(args, 0, line, 0, args.length);
    line[args.length] = "--bootstrap-servers";
    line[args.length + 1] = broker.bootstrapServers();
    PrintWriter writer = new PrintWriter(out, true);
    return new Ended(
        Main.commandLine().setOut(writer).setErr(writer).execute(line), out.toString());
  }

  private ChildJvm collect(EmbeddedBroker broker, String output) throws Exception {
    ChildJvm collector =
        ChildJvm.start(
            temp.resolve(output),
            "collect",
            "--port",
            "0",
            "--lost-after",
            "3s",
            "--bootstrap-servers",
            broker.bootstrapServers(),
            "--data-dir",
            temp.resolve("collector").toString());
    collector.awaitLine("collecting from ");
    return collector;
  }

  @Test
  void verify_ofRunsWhoseCollectorWasKilled_isIdenticalUntilAnEventIsInvented() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(temp.resolve("broker"), 0);
        Traffic traffic = new Traffic(broker.bootstrapServers())) {
      try (ChildJvm collector = collect(broker, "first.out")) {
        begin(traffic);
        Condition.await(
            "the lost run", () -> phases(broker).getOrDefault("killed", "").equals("lost"));
        begin(traffic, "resumed", 1);
        traffic.flush();
        collector.kill();
      }
      finish(traffic);
      try (ChildJvm collector = collect(broker, "second.out")) {
        Condition.await("the runs' ends", () -> isOver(phases(broker)));

        Ended good = run(broker, "verify", "--all");
        assertThat(good.out()).endsWith("identical and complete\n").contains("5 runs, ");
        assertThat(good.code()).isZero();
        assertThat(run(broker, "verify", DECAYED).code()).isZero();

        falsify(broker, traffic);
        Ended bad = run(broker, "verify", "--all");
        assertThat(bad.out())
            .contains("decayed: stabilization_ended of attempt 1 at step ")
            .contains(" is recorded, and the log gives no reason for it")
            .contains("1 differ");
        assertThat(bad.code()).isEqualTo(1);
        assertThat(run(broker, "verify", DECAYED).code()).isEqualTo(1);
        assertThat(run(broker, "verify", "resumed").code()).isZero();
        assertThat(collector.stop()).isZero();
      }
    }
  }

  private void begin(Traffic traffic) {
    begin(traffic, "killed", 1);
    traffic.steps("killed", 1, 0, 200, 0.1, -1);
    begin(traffic, DECAYED, 1);
    traffic.steps(DECAYED, 1, 0, 600, 0.1, 0);
    traffic.json("piped", 0, 100);
    begin(traffic, "twice", 1);
    traffic.steps("twice", 1, 0, 50, 0.1, 0);
    traffic.repeatLast();
    traffic.garbage("twice");
  }

  private static void begin(Traffic traffic, String run, long session) {
    traffic.say(run, session, new RunStarted("exp", "", Map.of(), Map.of(), 1, 0, 0));
  }

  /** While no collector is there. */
  private void finish(Traffic traffic) {
    traffic.steps("resumed", 1, 0, 300, 0.1, 0);
    traffic.say("resumed", 2, new RunStarted("exp", "", Map.of(), Map.of(), 1, 0, 200));
    traffic.steps("resumed", 2, 200, 500, 0.1, 0);
    traffic.steps("resumed", 1, 300, 320, 0.1, 0);
    traffic.steps(DECAYED, 1, 600, 900, 0.01, -2);
    traffic.json("piped", 50, 150);
    for (String run : List.of("resumed", DECAYED, "twice")) {
      long session = run.equals("resumed") ? 2 : 1;
      traffic.say(run, session, new RunFinished(RunFinished.Outcome.COMPLETED, "", 1, 0));
    }
    traffic.flush();
  }

  private static boolean isOver(Map<String, String> phases) {
    return phases.size() == 5
        && List.of("resumed", DECAYED, "twice").stream()
            .allMatch(run -> phases.getOrDefault(run, "").equals("completed"))
        && phases.getOrDefault("piped", "").equals("lost");
  }

  private static Map<String, String> phases(EmbeddedBroker broker) {
    try {
      Map<String, String> phases = new java.util.TreeMap<>();
      for (JsonNode run : JSON.readTree(run(broker, "runs", "--json").out())) {
        phases.put(run.path("run").asText(), run.path("phase").asText());
      }
      return phases;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Appends an end of a stabilization that never was. */
  private static void falsify(EmbeddedBroker broker, Traffic traffic) throws IOException {
    String told =
        run(broker, "events", "--json", "--run", DECAYED)
            .out()
            .lines()
            .filter(line -> line.contains("\"stabilization_ended\""))
            .findFirst()
            .orElseThrow();
    ObjectNode event = (ObjectNode) JSON.readTree(told);
    assertThat(event.path("cause").asText()).isEqualTo("learning_rate");
    event.put("id", "0".repeat(32));
    traffic.send(Topics.EVENTS, DECAYED, event.toString().getBytes(StandardCharsets.UTF_8));
    traffic.flush();
  }

  /** Says what trainers say. */
  private final class Traffic implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, Long> sequences = new java.util.HashMap<>();
    private Runnable again = () -> {};

    Traffic(String bootstrapServers) {
      producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", bootstrapServers),
              new ByteArraySerializer(),
              new ByteArraySerializer());
    }

    void say(String run, long session, Message message) {
      long sequence = sequences.merge(run + " " + session, 1L, Long::sum) - 1;
      Origin origin = new Origin.Sequenced(new SessionId(session, 7), sequence);
      byte[] value = MessageCodec.encode(new Envelope(new RunId(run), origin, message));
      again = () -> send(Topics.STEPS, run, value);
      again.run();
    }

    /** Losses about a level, in records of ten steps. */
    void steps(String run, long session, long from, long to, double rate, double level) {
      for (long first = from; first < to; first += 10) {
        StepBatchBuilder rows = new StepBatchBuilder();
        for (long step = first; step < first + 10; step++) {
          rows.row(step, 1000 * step);
          rows.value(rows.column(new MetricName("learning_rate", "")), rate);
          rows.value(
              rows.column(new MetricName("loss", "")),
              Math.pow(10, level + 0.1 * random.nextGaussian()));
        }
        say(run, session, rows.build(0, ""));
      }
    }

    /** As a producer that is no trainer of ours: JSON, and no sessions. */
    void json(String run, long from, long to) {
      for (long step = from; step < to; step++) {
        String row =
            "{\"run\":\"%s\",\"step\":%d,\"metrics\":{\"loss\":%s}}"
                .formatted(run, step, 1.0 / (step + 1));
        send(Topics.STEPS, run, row.getBytes(StandardCharsets.UTF_8));
      }
    }

    void repeatLast() {
      again.run();
    }

    void garbage(String run) {
      send(Topics.STEPS, run, new byte[] {7, 7, 7});
    }

    void send(String topic, String run, byte[] value) {
      var unused =
          producer.send(new ProducerRecord<>(topic, run.getBytes(StandardCharsets.UTF_8), value));
    }

    void flush() {
      producer.flush();
    }

    @Override
    public void close() {
      producer.close();
    }
  }
}
