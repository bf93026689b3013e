package dev.plateau.collector.topology;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;

/** Kafka Streams' settings for the collector. What a user's client settings name, they win. */
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

  private StreamsProperties() {}

  static Properties of(CollectorSettings settings) {
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            StreamsConfig.APPLICATION_ID_CONFIG,
            APPLICATION_ID,
            StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
            StreamsConfig.EXACTLY_ONCE_V2,
            StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
            1000L,
            StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
            128L << 20,
            StreamsConfig.NUM_STREAM_THREADS_CONFIG,
            settings.threads(),
            StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG,
            Serdes.ByteArraySerde.class,
            StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG,
            Serdes.ByteArraySerde.class,
            StreamsConfig.GROUP_PROTOCOL_CONFIG,
            "classic"));
    producer(properties);
    consumer(properties, settings.groupInstanceId());
    properties.putAll(settings.clientConfig());
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    return properties;
  }

  private static void producer(Properties properties) {
    // A transaction that a killed collector left open holds its successor up for this long.
    put(properties, StreamsConfig.PRODUCER_PREFIX, ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 5000);
    put(
        properties,
        StreamsConfig.PRODUCER_PREFIX,
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        MAX_RECORD_BYTES);
    put(properties, StreamsConfig.PRODUCER_PREFIX, ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
  }

  private static void consumer(Properties properties, String groupInstanceId) {
    put(
        properties,
        StreamsConfig.MAIN_CONSUMER_PREFIX,
        ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
        groupInstanceId);
    put(
        properties,
        StreamsConfig.MAIN_CONSUMER_PREFIX,
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        "earliest");
  }

  private static void put(Properties properties, String prefix, String name, Object value) {
    properties.put(prefix + name, value);
  }

  /** Topic settings of the store's changelog: small segments, compacted soon, restored fast. */
  static Map<String, String> changelog() {
    return Map.of(
        TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(32 << 20),
        TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, Long.toString(Duration.ofMinutes(1).toMillis()),
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_RECORD_BYTES));
  }
}
