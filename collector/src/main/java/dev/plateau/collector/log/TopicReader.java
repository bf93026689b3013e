package dev.plateau.collector.log;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads a topic of texts keyed by run, as events and registry are, committed records only, and
 * belongs to no consumer group. Holds a connection until closed; for one thread.
 */
public final class TopicReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final LogConnection connection;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> ends;

  /**
   * A record of such a topic.
   *
   * @param run its key
   * @param value its value; null: a tombstone
   * @param offset where it is kept
   */
  @SuppressWarnings("ArrayRecordComponent") // Immutable by agreement, never compared.
  public record Entry(String run, byte @Nullable [] value, long offset) {}

  private TopicReader(
      LogConnection connection,
      KafkaConsumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> ends) {
    this.connection = connection;
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
    return open(new LogConnection(bootstrapServers, clientConfig), topic, 0);
  }

  /**
   * As {@link #open(String, Map, String)}, from the first record of this time or a later one on.
   *
   * @param fromMillis milliseconds since the epoch; 0: from the beginning
   */
  static TopicReader open(LogConnection connection, String topic, long fromMillis)
      throws LogUnavailableException {
    KafkaConsumer<byte[], byte[]> consumer = connection.consumer();
    try {
      List<TopicPartition> all = connection.partitions(consumer, topic);
      consumer.assign(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all, LogConnection.PATIENCE);
      consumer.beginningOffsets(all, LogConnection.PATIENCE).forEach(consumer::seek);
      if (fromMillis > 0) {
        seek(consumer, fromMillis, ends);
      }
      return new TopicReader(connection, consumer, ends);
    } catch (KafkaException e) {
      consumer.close();
      throw connection.unavailable(e);
    } catch (LogUnavailableException e) {
      consumer.close();
      throw e;
    }
  }

  private static void seek(
      KafkaConsumer<byte[], byte[]> consumer, long fromMillis, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> times =
        ends.keySet().stream().collect(Collectors.toMap(p -> p, p -> fromMillis));
    for (Map.Entry<TopicPartition, @Nullable OffsetAndTimestamp> found :
        consumer.offsetsForTimes(times, LogConnection.PATIENCE).entrySet()) {
      OffsetAndTimestamp first = found.getValue();
      long end = ends.getOrDefault(found.getKey(), 0L);
      consumer.seek(found.getKey(), first == null ? end : first.offset());
    }
  }

  /**
   * Reads all that the topic had when it was opened.
   *
   * @throws LogUnavailableException if the broker goes away meanwhile
   */
  public void readToEnd(Consumer<Entry> sink) throws LogUnavailableException {
    long idleSince = System.nanoTime();
    while (!isAtEnd()) {
      if (!poll(sink).isEmpty()) {
        idleSince = System.nanoTime();
      } else if (System.nanoTime() - idleSince > LogConnection.PATIENCE.toNanos()) {
        throw new LogUnavailableException(
            "The broker at "
                + connection.bootstrapServers()
                + " stopped answering in the middle of topic "
                + ends.keySet().iterator().next().topic()
                + ". Try again when it is back.");
      }
    }
  }

  /** Reads on as records come, until told to stop; a broker that goes away is waited for. */
  public void follow(Consumer<Entry> sink, BooleanSupplier stopped) throws LogUnavailableException {
    while (!stopped.getAsBoolean()) {
      poll(sink);
    }
  }

  private ConsumerRecords<byte[], byte[]> poll(Consumer<Entry> sink)
      throws LogUnavailableException {
    ConsumerRecords<byte[], byte[]> records;
    try {
      records = consumer.poll(POLL);
    } catch (KafkaException e) {
      throw new LogUnavailableException("The log cannot be read on: " + e.getMessage(), e);
    }
    for (ConsumerRecord<byte[], byte[]> record : records) {
      byte[] key = record.key();
      String run = key == null ? "" : new String(key, StandardCharsets.UTF_8);
      sink.accept(new Entry(run, record.value(), record.offset()));
    }
    return records;
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
