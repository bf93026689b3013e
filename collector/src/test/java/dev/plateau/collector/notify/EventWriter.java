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

  EventWriter(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** A run that failed: an event that is told. */
  void failed(String id, Instant time) throws Exception {
    write(event(id, "run_ended", time, ",\"phase\":\"failed\",\"reason\":\"\""));
  }

  /** A run that began: an event that is not told. */
  void began(String id, Instant time) throws Exception {
    write(event(id, "attempt_began", time, ",\"first_step\":0"));
  }

  /** A replayed run that failed. */
  void replayFailed(String id, Instant time) throws Exception {
    write(event(id, "run_ended", time, ",\"phase\":\"failed\",\"replay_of\":\"first\""));
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
    producer
        .send(new ProducerRecord<>(Topics.EVENTS, "r", value.getBytes(StandardCharsets.UTF_8)))
        .get(30, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    producer.close();
  }
}
