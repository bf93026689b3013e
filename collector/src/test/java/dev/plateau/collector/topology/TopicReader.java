package dev.plateau.collector.topology;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads a topic of JSON from its beginning, only what is committed, as all of Plateau's readers.
 */
public final class TopicReader implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final Consumer<String, String> consumer;
  private final String topic;
  private final List<JsonNode> all = new ArrayList<>();
  private final Map<String, JsonNode> last = new LinkedHashMap<>();

  /** A reader of a topic with one partition. */
  public TopicReader(String bootstrapServers, String topic) {
    this.topic = topic;
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            new StringDeserializer(),
            new StringDeserializer());
    List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Reads on until the last value of each key, by key, is as wanted; returns them. */
  public Map<String, JsonNode> awaitLast(Predicate<Map<String, JsonNode>> wanted) {
    await(() -> wanted.test(last));
    return last;
  }

  /** Reads on until the last value of a key is as wanted; returns it. */
  public JsonNode awaitLast(String key, Predicate<JsonNode> wanted) {
    await(() -> last.containsKey(key) && wanted.test(last.getOrDefault(key, NullNode.instance)));
    return last.getOrDefault(key, NullNode.instance);
  }

  /** Reads on until all values so far are as wanted; returns them. */
  public List<JsonNode> awaitAll(Predicate<List<JsonNode>> wanted) {
    await(() -> wanted.test(all));
    return all;
  }

  private interface Condition {
    boolean holds();
  }

  private void await(Condition condition) {
    long deadline = System.nanoTime() + SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.holds()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain for something in " + topic + ": " + last);
      }
      consumer
          .poll(Duration.ofMillis(100))
          .forEach(
              record -> {
                JsonNode json = FoldDriver.json(record.value().getBytes(StandardCharsets.UTF_8));
                all.add(json);
                last.put(record.key(), json);
              });
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
