package dev.plateau.collector.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Kafka a command speaks to, and how. */
public final class KafkaOptions {
  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT,...",
      defaultValue = "${env:PLATEAU_BOOTSTRAP_SERVERS:-localhost:9092}",
      description = "Where the Kafka broker is. Default: ${DEFAULT-VALUE}.")
  private String bootstrapServers = "localhost:9092";

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      defaultValue = "${env:PLATEAU_KAFKA_CONFIG}",
      description = "Kafka client settings (SASL, TLS), a properties file.")
  private @Nullable Path kafkaConfig;

  /** Addresses of brokers. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** The file with further settings; null: none. */
  @Nullable Path configFile() {
    return kafkaConfig;
  }

  /**
   * Settings in the file, by Kafka's names; empty without a file.
   *
   * @throws IOException naming the file, if it is missing or cannot be read
   */
  public Map<String, String> clientConfig() throws IOException {
    Map<String, String> config = new HashMap<>();
    if (kafkaConfig == null) {
      return config;
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(kafkaConfig)) {
      properties.load(reader);
    } catch (NoSuchFileException e) {
      throw new IOException("--kafka-config: there is no file " + kafkaConfig, e);
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException(
          "--kafka-config: " + kafkaConfig + " cannot be read: " + e.getMessage(), e);
    }
    properties.stringPropertyNames().forEach(key -> config.put(key, properties.getProperty(key)));
    return config;
  }
}
