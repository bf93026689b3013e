package dev.plateau.publisher;

import dev.plateau.protocol.RunId;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The settings by key, each with the one parser that all ways of giving it share. */
enum Setting {
  BOOTSTRAP_SERVERS,
  KAFKA_CONFIG,
  MODE,
  EXPERIMENT,
  RUN_ID,
  RUN_NAME,
  TAGS,
  LINGER,
  MAX_WAIT,
  CLOSE_TIMEOUT,
  RING_SIZE,
  BUFFER_SIZE;

  /** As on a command line and in a file: {@code kebab-case}. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** As in the environment: {@code PLATEAU_KEBAB_CASE}. */
  String variable() {
    return "PLATEAU_" + name();
  }

  /** All keys. */
  static List<String> keys() {
    return Arrays.stream(values()).map(Setting::key).toList();
  }

  /** The setting of a key. */
  static Optional<Setting> ofKey(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key().equals(key)).findFirst();
  }

  /**
   * Reads the text into the builder.
   *
   * @param spelling the key as the user wrote it
   * @throws InvalidSettingException if the text is no value of this setting
   */
  void read(PublisherSettings.Builder builder, String spelling, String text) {
    try {
      read(builder, text.strip());
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(spelling, text, String.valueOf(e.getMessage()));
    }
  }

  private void read(PublisherSettings.Builder builder, String text) {
    switch (this) {
      case BOOTSTRAP_SERVERS -> builder.bootstrapServers(servers(text));
      case KAFKA_CONFIG -> builder.kafkaConfig(path(text));
      case MODE -> builder.mode(publisherMode(text));
      case EXPERIMENT -> builder.experiment(text);
      case RUN_ID -> builder.runId(new RunId(text));
      case RUN_NAME -> builder.runName(text);
      case TAGS -> builder.tags(pairs(text));
      case LINGER -> builder.linger(Quantity.duration(text));
      case MAX_WAIT -> builder.maxWait(Quantity.duration(text));
      case CLOSE_TIMEOUT -> builder.closeTimeout(Quantity.duration(text));
      case RING_SIZE -> builder.ringBytes(Quantity.bytes(text));
      case BUFFER_SIZE -> builder.bufferBytes(Quantity.bytes(text));
    }
  }

  private static PublisherMode publisherMode(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "online" -> PublisherMode.ONLINE;
      case "disabled" -> PublisherMode.DISABLED;
      case "offline" ->
          throw new IllegalArgumentException(
              "this version keeps no steps on disk, so it cannot publish later; use online or"
                  + " disabled");
      default -> throw new IllegalArgumentException("a mode is online or disabled");
    };
  }

  /** Looks at the form alone: whether somebody answers there is not known before the training. */
  private static String servers(String text) {
    for (String server : text.split(",", -1)) {
      if (!text.isEmpty() && !server.strip().matches("\\S+:[0-9]{1,5}")) {
        throw new IllegalArgumentException(
            "servers are host:port with commas between, as kafka1:9092,kafka2:9092");
      }
    }
    return text;
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("give the path of a file", e);
    }
  }

  private static Map<String, String> pairs(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : text.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 1 || pair.substring(0, equals).isBlank()) {
        throw new IllegalArgumentException(
            "tags are key=value pairs with commas between, as seed=7,host=alpha");
      }
      pairs.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
    }
    return pairs;
  }
}
