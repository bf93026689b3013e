package dev.plateau.collector.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plateau.collector.embedded.ChildJvm;
import dev.plateau.collector.embedded.EmbeddedBroker;
import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.MessageCodec;
import dev.plateau.protocol.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collector in a JVM of its own is killed while it works, and another takes its place. */
class KilledCollectorTest {
  private static final int RUNS = 6;
  private static final int BATCHES = 400;

  @TempDir Path temp;

  @Test
  void collector_killedInTheMiddle_countsEverythingExactlyOnce() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(temp.resolve("broker"), 0);
        TopicReader registry = registry(broker);
        Traffic traffic = new Traffic(broker.bootstrapServers())) {
      try (ChildJvm collector = start(broker, "first.out")) {
        collector.awaitLine("collecting from ");
        traffic.sendBatches(BATCHES / 4);
        registry.awaitLast(runs -> runs.size() == RUNS);
        // What follows is in the middle of being folded and committed when the blow comes.
        traffic.sendBatches(BATCHES / 4);
        collector.kill();
      }
      traffic.sendBatches(BATCHES / 4);
      try (ChildJvm collector = start(broker, "second.out");
          TopicReader events = new TopicReader(broker.bootstrapServers(), Topics.EVENTS)) {
        traffic.sendBatches(BATCHES / 4);
        traffic.finish();

        Map<String, JsonNode> books =
            registry.awaitLast(runs -> runs.values().stream().allMatch(this::isCompleted));
        books.forEach((run, entry) -> assertBooks(entry));
        List<JsonNode> told = events.awaitAll(all -> all.size() >= 2 * RUNS);
        assertThat(told).extracting(event -> event.get("id").asText()).doesNotHaveDuplicates();
        assertThat(told).hasSize(2 * RUNS);
        assertThat(collector.stop()).isZero();
      }
    }
  }

  private static TopicReader registry(EmbeddedBroker broker) throws Exception {
    PlateauTopics.ensure(
        broker.bootstrapServers(), Map.of(), OptionalInt.of(4), Duration.ofSeconds(60));
    return new TopicReader(broker.bootstrapServers(), Topics.RUNS);
  }

  private boolean isCompleted(JsonNode entry) {
    return entry.get("phase").asText().equals("completed");
  }

  private static void assertBooks(JsonNode entry) {
    JsonNode ledger = entry.get("ledger");
    assertThat(ledger.get("applied").asLong()).as("applied").isEqualTo(BATCHES + 2);
    assertThat(ledger.get("received").asLong()).as("received").isEqualTo(BATCHES + 2);
    assertThat(ledger.get("missing").asLong()).as("missing").isZero();
    assertThat(ledger.get("steps").asLong()).as("steps").isEqualTo(BATCHES);
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
        temp.resolve("collector").toString());
  }

  /** Six trainers; each batch has one step. */
  private static final class Traffic implements AutoCloseable {
    private final Producer<byte[], byte[]> producer;
    private final List<Trainer> trainers = new ArrayList<>();

    Traffic(String bootstrapServers) {
      producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", bootstrapServers),
              new ByteArraySerializer(),
              new ByteArraySerializer());
      for (int i = 0; i < RUNS; i++) {
        Trainer trainer = new Trainer("run-" + i, i + 1);
        trainers.add(trainer);
        send(trainer.start());
      }
    }

    void sendBatches(int count) {
      for (int i = 0; i < count; i++) {
        trainers.forEach(trainer -> send(trainer.steps(1)));
      }
      producer.flush();
    }

    void finish() {
      trainers.forEach(trainer -> send(trainer.finish()));
      producer.flush();
    }

    private void send(Envelope envelope) {
      var unused =
          producer.send(
              new ProducerRecord<>(
                  Topics.STEPS,
                  envelope.run().value().getBytes(StandardCharsets.UTF_8),
                  MessageCodec.encode(envelope)));
    }

    @Override
    public void close() {
      producer.close();
    }
  }
}
