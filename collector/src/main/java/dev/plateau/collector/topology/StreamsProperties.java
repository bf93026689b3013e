package dev.plateau.collector.topology;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Kafka Streams' settings for the collector. Where a user's client settings name the same, these
 * win: the guarantees hang on them.
 */
final class StreamsProperties {
  static final String APPLICATION_ID = "plateau-collector";
  static final String STORE = "runs";
  static final String CHANGELOG = APPLICATION_ID + "-" + STORE + "-changelog";

  /**
   * Largest record that the collector writes. Above what a trainer may send (1 MB), since text
   * grows when it is escaped as JSON; a record that the broker refuses would stop the collector for
   * ever.
   */
  static final int MAX_RECORD_BYTES = 8 << 20;

  /**
   * Records that wait to be folded, for each partition. A record may have 512 KB, and Kafka's
   * default of 1000 would be half a gigabyte a partition after an outage.
   */
  private static final int BUFFERED_RECORDS = 64;

  private StreamsProperties() {}

  static Properties of(CollectorSettings settings) {
    Properties properties = new Properties();
    properties.putAll(settings.clientConfig());
    properties.putAll(streams(settings));
    producer()
        .forEach((name, value) -> properties.put(StreamsConfig.PRODUCER_PREFIX + name, value));
    consumer(settings)
        .forEach((name, value) -> properties.put(StreamsConfig.MAIN_CONSUMER_PREFIX + name, value));
    return properties;
  }

  private static Map<String, Object> streams(CollectorSettings settings) {
    return Map.of(
        StreamsConfig.APPLICATION_ID_CONFIG,
        APPLICATION_ID,
        StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
        settings.bootstrapServers(),
        StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
        StreamsConfig.EXACTLY_ONCE_V2,
        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
        1000L,
        StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
        128L << 20,
        StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG,
        BUFFERED_RECORDS,
        StreamsConfig.NUM_STREAM_THREADS_CONFIG,
        settings.threads(),
        StreamsConfig.GROUP_PROTOCOL_CONFIG,
        "classic");
  }

  private static Map<String, Object> producer() {
    return Map.of(
        // A transaction that a killed collector left open holds its successor up for this long.
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
        5000,
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        MAX_RECORD_BYTES,
        ProducerConfig.COMPRESSION_TYPE_CONFIG,
        "lz4",
        // Kilobytes a record: the default batch of 16 KB would be a request for every few.
        ProducerConfig.BATCH_SIZE_CONFIG,
        256 << 10,
        // While the broker checks a transaction's first batch, it refuses those that follow it, and
        // says so in its log as an error.
        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
        1);
  }

  private static Map<String, Object> consumer(CollectorSettings settings) {
    return Map.of(
        ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
        settings.groupInstanceId(),
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        "earliest");
  }

  /** Topic settings of the store's changelog: small segments, compacted soon, restored fast. */
  static Map<String, String> changelog() {
    return Map.of(
        TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(32 << 20),
        TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, Long.toString(Duration.ofMinutes(1).toMillis()),
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_RECORD_BYTES));
  }
}
