package dev.plateau.collector.deletion;

import dev.plateau.protocol.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Sees what is written into the registry from now on, committed records only. Holds a connection
 * until closed; for one thread. Kafka's own exceptions come through.
 */
final class RemovalWatch implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<String, byte[]> consumer;

  private RemovalWatch(KafkaConsumer<String, byte[]> consumer) {
    this.consumer = consumer;
  }

  static RemovalWatch begin(String bootstrapServers, Map<String, String> clientConfig) {
    Map<String, Object> config = new HashMap<>(clientConfig);
    config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    boolean begun = false;
    try {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.RUNS, PATIENCE).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      // Fixed now: what is asked for next must lie behind it.
      consumer.endOffsets(partitions, PATIENCE).forEach(consumer::seek);
      begun = true;
      return new RemovalWatch(consumer);
    } finally {
      if (!begun) {
        consumer.close();
      }
    }
  }

  /** Waits until the run is removed; false: it was not within this time. */
  boolean await(String run, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        if (run.equals(record.key()) && record.value() == null) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
