package dev.plateau.collector.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How a Kafka is read: by consumers of no group, committed records only, that never jump over what
 * retention has taken away meanwhile.
 *
 * @param bootstrapServers where it is
 * @param clientConfig further Kafka client settings, by Kafka's names
 */
record LogConnection(String bootstrapServers, Map<String, String> clientConfig) {
  /** How long a broker may be silent before it counts as gone. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  LogConnection {
    clientConfig = Map.copyOf(clientConfig);
  }

  /**
   * A new consumer; whoever asks for it closes it.
   *
   * @throws LogUnavailableException if the settings make none
   */
  KafkaConsumer<byte[], byte[]> consumer() throws LogUnavailableException {
    Map<String, Object> config = new HashMap<>(clientConfig);
    config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    try {
      return new KafkaConsumer<>(config);
    } catch (KafkaException e) {
      throw unavailable(e);
    }
  }

  /**
   * The partitions of a topic.
   *
   * @throws LogUnavailableException if no broker answers in time, or has no such topic
   */
  List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic)
      throws LogUnavailableException {
    try {
      List<PartitionInfo> partitions = consumer.partitionsFor(topic, PATIENCE);
      if (partitions == null || partitions.isEmpty()) {
        throw new LogUnavailableException(
            "The broker at "
                + bootstrapServers
                + " has no topic "
                + topic
                + ": no collector has run on it yet. Start one with 'plateau collect'.");
      }
      return partitions.stream()
          .map(p -> new TopicPartition(topic, p.partition()))
          .sorted(java.util.Comparator.comparingInt(TopicPartition::partition))
          .toList();
    } catch (KafkaException e) {
      throw unavailable(e);
    }
  }

  /** What to tell somebody whose broker does not answer, or refuses. */
  LogUnavailableException unavailable(KafkaException e) {
    if (e instanceof TimeoutException) {
      return new LogUnavailableException(
          "No Kafka broker answers at "
              + bootstrapServers
              + ". Start one with 'plateau collect --embedded-broker', or name another with"
              + " --bootstrap-servers.",
          e);
    }
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new LogUnavailableException(
        "The broker at " + bootstrapServers + " cannot be read: " + cause.getMessage(), e);
  }
}
