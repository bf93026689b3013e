package dev.plateau.trainer.cli;

import dev.plateau.publisher.PublisherMode;
import dev.plateau.publisher.PublisherSettings;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command's run is published. What is given here beats the environment. */
final class PublisherOptions {
  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT,...",
      description = "Where Kafka is. Environment: PLATEAU_BOOTSTRAP_SERVERS; else localhost:9092.")
  private @Nullable String bootstrapServers;

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      description = "Kafka client properties: SASL, TLS. Environment: PLATEAU_KAFKA_CONFIG.")
  private @Nullable String kafkaConfig;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      completionCandidates = Modes.class,
      description = "online, or disabled: nothing is published. Environment: PLATEAU_MODE.")
  private @Nullable String mode;

  @Option(
      names = "--run-name",
      paramLabel = "NAME",
      description = "What people read for the run. Environment: PLATEAU_RUN_NAME.")
  private @Nullable String runName;

  @Option(
      names = "--tags",
      paramLabel = "KEY=VALUE,...",
      description = "Labels of the run. Environment: PLATEAU_TAGS.")
  private @Nullable String tags;

  /**
   * The settings.
   *
   * @throws IllegalArgumentException naming option or variable, if one cannot be used
   */
  PublisherSettings.Builder over(Map<String, String> environment) {
    return over(PublisherSettings.fromEnvironment(environment));
  }

  /** The settings over others; errors as above. */
  PublisherSettings.Builder over(PublisherSettings others) {
    PublisherSettings.Builder builder = others.toBuilder();
    given().forEach(builder::set);
    return builder;
  }

  private Map<String, String> given() {
    Map<String, String> given = new LinkedHashMap<>();
    putGiven(given, "bootstrap-servers", bootstrapServers);
    putGiven(given, "kafka-config", kafkaConfig);
    putGiven(given, "mode", mode);
    putGiven(given, "run-name", runName);
    putGiven(given, "tags", tags);
    return given;
  }

  private static void putGiven(Map<String, String> given, String key, @Nullable String value) {
    if (value != null) {
      given.put(key, value);
    }
  }

  /** What --mode may be, for shells that complete it. */
  static final class Modes implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(PublisherMode.values())
          .map(mode -> mode.name().toLowerCase(Locale.ROOT))
          .iterator();
    }
  }
}
