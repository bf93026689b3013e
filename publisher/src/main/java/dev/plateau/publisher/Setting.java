package dev.plateau.publisher;

import dev.plateau.protocol.RunId;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings by key, each with the one parser that all ways of giving it share. */
enum Setting {
  BOOTSTRAP_SERVERS((builder, text) -> builder.bootstrapServers(text)),
  KAFKA_CONFIG((builder, text) -> builder.kafkaConfig(path(text))),
  MODE((builder, text) -> builder.mode(publisherMode(text))),
  EXPERIMENT((builder, text) -> builder.experiment(text)),
  RUN_ID((builder, text) -> builder.runId(new RunId(text))),
  RUN_NAME((builder, text) -> builder.runName(text)),
  TAGS((builder, text) -> builder.tags(pairs(text))),
  LINGER((builder, text) -> builder.linger(duration(text))),
  MAX_WAIT((builder, text) -> builder.maxWait(duration(text))),
  CLOSE_TIMEOUT((builder, text) -> builder.closeTimeout(duration(text))),
  RING_SIZE((builder, text) -> builder.ringBytes(bytes(text))),
  BUFFER_SIZE((builder, text) -> builder.bufferBytes(bytes(text)));

  private static final Pattern QUANTITY = Pattern.compile("(\\d{1,15}) ?([A-Za-z]*)");

  private final BiConsumer<PublisherSettings.Builder, String> parser;

  Setting(BiConsumer<PublisherSettings.Builder, String> parser) {
    this.parser = parser;
  }

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
      parser.accept(builder, text.strip());
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(spelling, text, String.valueOf(e.getMessage()));
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

  private static Duration duration(String text) {
    Matcher quantity = QUANTITY.matcher(text);
    if (quantity.matches()) {
      long count = Long.parseLong(quantity.group(1));
      switch (quantity.group(2)) {
        case "ms":
          return Duration.ofMillis(count);
        case "s":
          return Duration.ofSeconds(count);
        case "m":
          return Duration.ofMinutes(count);
        case "h":
          return Duration.ofHours(count);
        default:
          // Refused below.
      }
      if (text.equals("0")) {
        return Duration.ZERO;
      }
    }
    throw new IllegalArgumentException(
        "a duration is a whole number with ms, s, m or h, as 200ms or 10s");
  }

  private static long bytes(String text) {
    Matcher quantity = QUANTITY.matcher(text);
    if (quantity.matches()) {
      long count = Long.parseLong(quantity.group(1));
      switch (quantity.group(2).toUpperCase(Locale.ROOT)) {
        case "KB":
          return Math.multiplyExact(count, 1L << 10);
        case "MB":
          return Math.multiplyExact(count, 1L << 20);
        case "GB":
          return Math.multiplyExact(count, 1L << 20) << 10;
        default:
          // Refused below.
      }
    }
    throw new IllegalArgumentException("a size is a whole number with KB, MB or GB, as 64MB");
  }
}
