package dev.plateau.collector.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads a topic from its beginning, committed records only, and belongs to no consumer group. Holds
 * a connection until closed; for one thread.
 */
public final class TopicReader implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<TopicPartition, Long> ends;

  private TopicReader(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
    this.consumer = consumer;
    this.ends = ends;
  }

  /**
   * Connects to the beginning of a topic.
   *
   * @param clientConfig further Kafka client settings, by Kafka's names
   * @throws LogUnavailableException if no broker answers within 10 seconds, or has no such topic
   */
  public static TopicReader open(
      String bootstrapServers, Map<String, String> clientConfig, String topic)
      throws LogUnavailableException {
    KafkaConsumer<String, byte[]> consumer = null;
    try {
      consumer = new KafkaConsumer<>(config(bootstrapServers, clientConfig));
      List<PartitionInfo> partitions = consumer.partitionsFor(topic, PATIENCE);
      if (partitions == null || partitions.isEmpty()) {
        throw new LogUnavailableException(
            "The broker at "
                + bootstrapServers
                + " has no topic "
                + topic
                + ": no collector has run on it yet. Start one with 'plateau collect'.");
      }
      List<TopicPartition> all =
          partitions.stream().map(p -> new TopicPartition(topic, p.partition())).toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      return new TopicReader(consumer, consumer.endOffsets(all, PATIENCE));
    } catch (LogUnavailableException e) {
      consumer.close();
      throw e;
    } catch (KafkaException e) {
      if (consumer != null) {
        consumer.close();
      }
      throw unavailable(bootstrapServers, e);
    }
  }

  private static LogUnavailableException unavailable(String bootstrapServers, KafkaException e) {
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

  private static Map<String, Object> config(
      String bootstrapServers, Map<String, String> clientConfig) {
    Map<String, Object> config = new HashMap<>(clientConfig);
    config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
    config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return config;
  }

  /**
   * Reads all that the topic had when it was opened.
   *
   * @throws LogUnavailableException if the broker goes away meanwhile
   */
  public void readToEnd(Consumer<ConsumerRecord<String, byte[]>> sink)
      throws LogUnavailableException {
    long idleSince = System.nanoTime();
    while (!isAtEnd()) {
      boolean any = false;
      for (ConsumerRecord<String, byte[]> record : poll()) {
        sink.accept(record);
        any = true;
      }
      if (any) {
        idleSince = System.nanoTime();
      } else if (System.nanoTime() - idleSince > PATIENCE.toNanos()) {
        throw new LogUnavailableException(
            "The broker stopped answering in the middle of topic "
                + ends.keySet().iterator().next().topic()
                + ". Try again when it is back.");
      }
    }
  }

  /** Reads on as records come, until told to stop; a broker that goes away is waited for. */
  public void follow(Consumer<ConsumerRecord<String, byte[]>> sink, BooleanSupplier stopped)
      throws LogUnavailableException {
    while (!stopped.getAsBoolean()) {
      poll().forEach(sink);
    }
  }

  private Iterable<ConsumerRecord<String, byte[]>> poll() throws LogUnavailableException {
    try {
      return consumer.poll(POLL);
    } catch (KafkaException e) {
      throw new LogUnavailableException("The log cannot be read on: " + e.getMessage(), e);
    }
  }

  private boolean isAtEnd() {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
