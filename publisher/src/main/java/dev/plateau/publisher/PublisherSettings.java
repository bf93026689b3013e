package dev.plateau.publisher;

import dev.plateau.protocol.RunId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a run is published. Made by {@link #fromEnvironment} or {@link #builder}; what a program sets
 * explicitly on {@link #toBuilder} beats the environment.
 *
 * @param bootstrapServers {@code host:port} pairs with commas between; empty: those of the Kafka
 *     config, else {@value #DEFAULT_BOOTSTRAP_SERVERS}
 * @param kafkaConfig client properties file (SASL, TLS); null: none
 * @param mode whether to publish at all
 * @param experiment experiment of a run that names none itself; empty: {@code default}
 * @param runId the run's id; null: {@code <experiment>-<UTC time>-<6 random>}
 * @param runName name of a run that names itself not; empty: the run id
 * @param tags labels added to the run's own, which win
 * @param linger how long a step may wait for others to travel with
 * @param maxWait how long the training thread may wait for room before a step is dropped; zero:
 *     never. Meant for programs that would rather be slow than lose a step, as pipes
 * @param closeTimeout how long {@link RunPublisher#close} waits for acknowledgements
 * @param ringBytes memory between the training thread and the batcher; rounded up to a power of two
 * @param bufferBytes memory for encoded steps that Kafka has not acknowledged
 */
public record PublisherSettings(
    String bootstrapServers,
    @Nullable Path kafkaConfig,
    PublisherMode mode,
    String experiment,
    @Nullable RunId runId,
    String runName,
    Map<String, String> tags,
    Duration linger,
    Duration maxWait,
    Duration closeTimeout,
    long ringBytes,
    long bufferBytes) {
  /** Where Kafka is when nothing says it. */
  public static final String DEFAULT_BOOTSTRAP_SERVERS = "localhost:9092";

  /**
   * @throws InvalidSettingException naming the setting, if one is out of range
   */
  public PublisherSettings {
    tags = Map.copyOf(tags);
    checkRange(Setting.LINGER, linger, Duration.ofMillis(1), Duration.ofMinutes(1));
    checkRange(Setting.MAX_WAIT, maxWait, Duration.ZERO, Duration.ofDays(7));
    checkRange(Setting.CLOSE_TIMEOUT, closeTimeout, Duration.ZERO, Duration.ofDays(7));
    checkRange(Setting.RING_SIZE, ringBytes, 128L << 10, 1L << 30);
    checkRange(Setting.BUFFER_SIZE, bufferBytes, 1L << 20, 1L << 40);
  }

  private static <T extends Comparable<T>> void checkRange(
      Setting setting, T value, T least, T most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new InvalidSettingException(
          setting.key(), value.toString(), "give a value from " + least + " to " + most);
    }
  }

  /** All defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Reads the variables {@code PLATEAU_*}; an empty one counts as not set.
   *
   * @param environment usually {@code System.getenv()}
   * @throws InvalidSettingException if a value is wrong, or a name that begins with {@code
   *     PLATEAU_} is not known to any part of Plateau
   */
  public static PublisherSettings fromEnvironment(Map<String, String> environment) {
    Builder builder = builder();
    EnvironmentVariables.read(environment, builder);
    return builder.build();
  }

  /** The keys of all settings in {@code kebab-case}, as {@link Builder#set} takes them. */
  public static List<String> keys() {
    return Setting.keys();
  }

  /** A builder that begins with these settings. */
  public Builder toBuilder() {
    return new Builder()
        .bootstrapServers(bootstrapServers)
        .kafkaConfig(kafkaConfig)
        .mode(mode)
        .experiment(experiment)
        .runId(runId)
        .runName(runName)
        .tags(tags)
        .linger(linger)
        .maxWait(maxWait)
        .closeTimeout(closeTimeout)
        .ringBytes(ringBytes)
        .bufferBytes(bufferBytes);
  }

  /** Collects settings; what they mean is said at {@link PublisherSettings}. Not thread-safe. */
  public static final class Builder {
    private String bootstrapServers = "";
    private @Nullable Path kafkaConfig;
    private PublisherMode mode = PublisherMode.ONLINE;
    private String experiment = "";
    private @Nullable RunId runId;
    private String runName = "";
    private Map<String, String> tags = Map.of();
    private Duration linger = Duration.ofMillis(200);
    private Duration maxWait = Duration.ZERO;
    private Duration closeTimeout = Duration.ofSeconds(10);
    private long ringBytes = 8L << 20;
    private long bufferBytes = 64L << 20;

    private Builder() {}

    /**
     * Sets by key, as a command line or a file does.
     *
     * @param key a setting in {@code kebab-case}, as {@code bootstrap-servers}
     * @throws InvalidSettingException if the key is unknown (naming the nearest) or the text wrong
     */
    public Builder set(String key, String text) {
      Setting setting =
          Setting.ofKey(key)
              .orElseThrow(
                  () ->
                      new InvalidSettingException(
                          key, text, EnvironmentVariables.unknown(key, Setting.keys())));
      setting.read(this, key, text);
      return this;
    }

    /** {@code host:port} pairs with commas between. */
    public Builder bootstrapServers(String servers) {
      bootstrapServers = servers;
      return this;
    }

    /** Client properties file. */
    public Builder kafkaConfig(@Nullable Path file) {
      kafkaConfig = file;
      return this;
    }

    /** Whether to publish at all. */
    public Builder mode(PublisherMode value) {
      mode = value;
      return this;
    }

    /** Experiment of a run that names none itself. */
    public Builder experiment(String value) {
      experiment = value;
      return this;
    }

    /** The run's id. */
    public Builder runId(@Nullable RunId value) {
      runId = value;
      return this;
    }

    /** Name of a run that names itself not. */
    public Builder runName(String value) {
      runName = value;
      return this;
    }

    /** Labels added to the run's own. */
    public Builder tags(Map<String, String> value) {
      tags = value;
      return this;
    }

    /** How long a step may wait for others to travel with. */
    public Builder linger(Duration value) {
      linger = value;
      return this;
    }

    /** How long the training thread may wait for room before a step is dropped. */
    public Builder maxWait(Duration value) {
      maxWait = value;
      return this;
    }

    /** How long close waits for acknowledgements. */
    public Builder closeTimeout(Duration value) {
      closeTimeout = value;
      return this;
    }

    /** Memory between the training thread and the batcher. */
    public Builder ringBytes(long value) {
      ringBytes = value;
      return this;
    }

    /** Memory for encoded steps that Kafka has not acknowledged. */
    public Builder bufferBytes(long value) {
      bufferBytes = value;
      return this;
    }

    /**
     * The settings.
     *
     * @throws InvalidSettingException naming the setting, if one is out of range
     */
    public PublisherSettings build() {
      return new PublisherSettings(
          bootstrapServers,
          kafkaConfig,
          mode,
          experiment,
          runId,
          runName,
          tags,
          linger,
          maxWait,
          closeTimeout,
          ringBytes,
          bufferBytes);
    }
  }
}
