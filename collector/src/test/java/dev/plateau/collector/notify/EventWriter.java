package dev.plateau.collector.notify;

import dev.plateau.protocol.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes events into their topic as a collector does. */
final class EventWriter implements AutoCloseable {
  private final Producer<String, byte[]> producer;
  private final String bootstrapServers;

  EventWriter(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** A run that failed: an event that is told. */
  void failed(String id, Instant time) throws Exception {
    write(failure(id, time));
  }

  /** A run that failed, said by a collector that then takes it back, as after a fault. */
  void failedInAbortedTransaction(String id, Instant time) throws Exception {
    try (Producer<String, byte[]> transactional =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "transactional.id", id),
            new StringSerializer(),
            new ByteArraySerializer())) {
      transactional.initTransactions();
      transactional.beginTransaction();
      send(transactional, failure(id, time));
      transactional.abortTransaction();
    }
  }

  /** A run that began: an event that is not told. */
  void began(String id, Instant time) throws Exception {
    write(event(id, "attempt_began", time, ",\"first_step\":0"));
  }

  /** A replayed run that failed. */
  void replayFailed(String id, Instant time) throws Exception {
    write(event(id, "run_ended", time, ",\"phase\":\"failed\",\"replay_of\":\"first\""));
  }

  private static String failure(String id, Instant time) {
    return event(id, "run_ended", time, ",\"phase\":\"failed\",\"reason\":\"\"");
  }

  private static String event(String id, String kind, Instant time, String more) {
    return "{\"id\":\""
        + id
        + "\",\"kind\":\""
        + kind
        + "\",\"run\":\"r\",\"experiment\":\"e\",\"attempt\":1,\"step\":7,\"time\":"
        + time.toEpochMilli() / 1e3
        + more
        + "}";
  }

  /** Anything. */
  void write(String value) throws Exception {
    send(producer, value);
  }

  private static void send(Producer<String, byte[]> to, String value) throws Exception {
    to.send(new ProducerRecord<>(Topics.EVENTS, "r", value.getBytes(StandardCharsets.UTF_8)))
        .get(30, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    producer.close();
  }
}
