package dev.plateau.collector.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plateau.protocol.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Takes down when it sees the failures of runs in the topic of events. */
final class EventWatcher implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Long> millis = new ConcurrentHashMap<>();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private volatile boolean closed;

  EventWatcher(String bootstrapServers, String isolation) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "isolation.level", isolation),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(List.of(new TopicPartition(Topics.EVENTS, 0)));
    consumer.seekToBeginning(consumer.assignment());
    new Thread(this::watch, "watcher").start();
  }

  private void watch() {
    try (consumer) {
      while (!closed) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> see(record.value()));
      }
    }
  }

  private void see(byte[] value) {
    long now = System.currentTimeMillis();
    try {
      JsonNode event = JSON.readTree(value);
      if (event.path("kind").asText().equals("run_ended")) {
        millis.put(event.path("run").asText(), now);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs whose failure was seen. */
  int seen() {
    return millis.size();
  }

  boolean hasSeen(Set<String> runs) {
    return millis.keySet().containsAll(runs);
  }

  /** When the last one was seen. */
  long lastMillis() {
    return millis.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /** Milliseconds from these times of runs to the sight of their failures. */
  long[] since(Map<String, Long> appended) {
    return appended.entrySet().stream()
        .mapToLong(run -> millis.getOrDefault(run.getKey(), Long.MAX_VALUE) - run.getValue())
        .toArray();
  }

  @Override
  public void close() {
    closed = true;
  }
}
