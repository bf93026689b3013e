package dev.plateau.collector.deletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plateau.collector.Condition;
import dev.plateau.collector.embedded.EmbeddedBroker;
import dev.plateau.collector.log.LogUnavailableException;
import dev.plateau.collector.log.Registry;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.run.RunLife;
import dev.plateau.collector.run.RunViews;
import dev.plateau.collector.run.Trainer;
import dev.plateau.collector.topology.Collector;
import dev.plateau.collector.topology.CollectorSettings;
import dev.plateau.collector.topology.PlateauTopics;
import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.MessageCodec;
import dev.plateau.protocol.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real broker, a real collector, and runs that are deleted. */
@Timeout(120)
class RunDeletionTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path temp;
  private static EmbeddedBroker broker;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = EmbeddedBroker.start(temp, 0);
    PlateauTopics.ensure(broker.bootstrapServers(), Map.of(), OptionalInt.of(2), PATIENCE);
  }

  @AfterAll
  static void stopBroker() throws Exception {
    broker.close();
  }

  private static Collector collector() throws Exception {
    return Collector.start(
        new CollectorSettings(
            broker.bootstrapServers(), Map.of(), "deletion", 1, OptionalInt.empty()),
        RunLife.DEFAULT,
        new RunViews(RunLife.DEFAULT));
  }

  private static void send(Envelope... envelopes) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (Envelope envelope : envelopes) {
        var unused =
            producer.send(
                new ProducerRecord<>(
                    Topics.STEPS,
                    envelope.run().value().getBytes(StandardCharsets.UTF_8),
                    MessageCodec.encode(envelope)));
      }
    }
  }

  private static Registry registry() throws Exception {
    return Registry.read(broker.bootstrapServers(), Map.of());
  }

  private static RunEntry entry(String run) throws Exception {
    Condition.await("run " + run, () -> registry().find(run).isPresent());
    return registry().find(run).orElseThrow();
  }

  private static RunDeletion deletion() {
    return new RunDeletion(broker.bootstrapServers(), Map.of());
  }

  @Test
  void runThatTrains_isForgotten_itsTrainerIsNotHeardAnyMore_andANewStartIs() throws Exception {
    try (Collector collector = collector()) {
      Trainer trainer = new Trainer("r", 1);
      send(trainer.started("e", 0), trainer.losses(0, 5));
      Trainer other = new Trainer("other", 1);
      send(other.started("e", 0));
      entry("other");
      assertThat(deletion().delete(entry("r"), PATIENCE)).isEqualTo(RunDeletion.Outcome.FORGOTTEN);
      assertThat(registry().ids()).containsExactly("other");

      send(trainer.losses(5, 9));
      // What comes behind it is seen, so it was read.
      send(new Trainer("witness", 2).started("e", 0));
      entry("witness");
      Condition.await("all of it", () -> lagIsNone());
      assertThat(registry().find("r")).isEmpty();

      Trainer again = new Trainer("r", 3);
      send(again.started("e", 0), again.losses(0, 2));
      assertThat(entry("r").lastStep()).isLessThan(2);
      assertThat(collector.failure()).isNotDone();
    }
  }

  private static boolean lagIsNone() throws Exception {
    try (var admin =
        org.apache.kafka.clients.admin.Admin.create(
            Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      var committed =
          admin
              .listConsumerGroupOffsets(Collector.GROUP)
              .partitionsToOffsetAndMetadata()
              .get(30, java.util.concurrent.TimeUnit.SECONDS);
      for (int i = 0; i < 2; i++) {
        var partition = new org.apache.kafka.common.TopicPartition(Topics.STEPS, i);
        long end =
            admin
                .listOffsets(Map.of(partition, org.apache.kafka.clients.admin.OffsetSpec.latest()))
                .partitionResult(partition)
                .get(30, java.util.concurrent.TimeUnit.SECONDS)
                .offset();
        var offset = committed.get(partition);
        if (end > 0 && (offset == null || offset.offset() < end)) {
          return false;
        }
      }
      return true;
    }
  }

  @Test
  void deletion_withoutACollector_saysSo_andIsDoneByTheNextOne() throws Exception {
    RunEntry entry;
    try (Collector collector = collector()) {
      Condition.await("the collector", collector::isReady);
      send(new Trainer("later", 1).started("e", 0));
      entry = entry("later");
    }
    assertThat(deletion().delete(entry, PATIENCE)).isEqualTo(RunDeletion.Outcome.NO_COLLECTOR);
    assertThat(registry().find("later")).isPresent();
    try (Collector collector = collector()) {
      Condition.await("the deletion", () -> registry().find("later").isEmpty());
      assertThat(collector.failure()).isNotDone();
    }
  }

  @Test
  void deletion_withoutABroker_isOneSentence() throws Exception {
    RunEntry entry =
        new RunEntry(new com.fasterxml.jackson.databind.ObjectMapper().readTree("{\"run\":\"r\"}"));
    assertThatThrownBy(
            () -> new RunDeletion("no-port", Map.of()).delete(entry, Duration.ofMillis(100)))
        .isInstanceOf(LogUnavailableException.class)
        .hasMessageContaining("no-port");
  }
}
