package dev.plateau.publisher;

import dev.plateau.protocol.RunId;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Properties of the Kafka clients: ours, over them those of the user's file, and over those what
 * the guarantees stand on (RATIONALE.md says why each).
 */
final class ClientProperties {
  private static final Logger log = LoggerFactory.getLogger(ClientProperties.class);

  private static final Map<String, Object> DEFAULTS =
      Map.of(
          ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4",
          ProducerConfig.LINGER_MS_CONFIG, 0,
          ProducerConfig.BATCH_SIZE_CONFIG, 64 << 10,
          ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG, 200,
          ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 5_000);

  private static final Map<String, Object> FIXED =
      Map.of(
          ProducerConfig.ACKS_CONFIG,
          "all",
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          true,
          ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
          1,
          ProducerConfig.RETRIES_CONFIG,
          Integer.MAX_VALUE,
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
          Integer.MAX_VALUE,
          ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG,
          false);

  private final Map<String, Object> properties;

  private ClientProperties(Map<String, Object> properties) {
    this.properties = properties;
  }

  /**
   * Reads and checks; asks no network.
   *
   * @throws InvalidSettingException if the file cannot be read or Kafka's clients refuse a value
   */
  static ClientProperties of(PublisherSettings settings, RunId run) {
    Map<String, Object> properties = new HashMap<>(DEFAULTS);
    properties.put(ProducerConfig.CLIENT_ID_CONFIG, "plateau-" + run);
    properties.put(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, PublisherSettings.DEFAULT_BOOTSTRAP_SERVERS);
    Path file = settings.kafkaConfig();
    if (file != null) {
      properties.putAll(read(file));
    }
    if (!settings.bootstrapServers().isEmpty()) {
      properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    }
    properties.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
    properties.remove(ProducerConfig.PARTITIONER_CLASS_CONFIG);
    FIXED.forEach((key, value) -> fix(properties, key, value));
    ClientProperties checked = new ClientProperties(properties);
    checked.check(settings);
    return checked;
  }

  private static Map<String, String> read(Path file) {
    Properties read = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      read.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidSettingException(
          Setting.KAFKA_CONFIG.key(),
          file.toString(),
          "give a client properties file that can be read (" + e + ")");
    }
    Map<String, String> properties = new HashMap<>();
    read.stringPropertyNames().forEach(key -> properties.put(key, read.getProperty(key)));
    return properties;
  }

  private static void fix(Map<String, Object> properties, String key, Object value) {
    Object given = properties.put(key, value);
    if (given != null && !given.toString().equals(value.toString())) {
      log.warn(
          "{}={} is not used: steps arrive complete and in order only with {}", key, given, value);
    }
  }

  private void check(PublisherSettings settings) {
    try {
      Map<String, Object> complete = forClient();
      complete.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
      complete.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
      ProducerConfig.configDef().parse(complete);
    } catch (ConfigException e) {
      Path file = settings.kafkaConfig();
      throw new InvalidSettingException(
          (file == null ? Setting.BOOTSTRAP_SERVERS : Setting.KAFKA_CONFIG).key(),
          file == null ? settings.bootstrapServers() : file.toString(),
          "Kafka's client refuses it: " + e.getMessage());
    }
  }

  /** Where Kafka should be, {@code host:port} with commas between. */
  String servers() {
    return String.valueOf(properties.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG));
  }

  /** For a producer or an admin client; the caller's own copy. */
  Map<String, Object> forClient() {
    return new HashMap<>(properties);
  }
}
