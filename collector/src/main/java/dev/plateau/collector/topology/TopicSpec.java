package dev.plateau.collector.topology;

import dev.plateau.protocol.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A topic as it is made where it is missing. Replication and everything not named here are the
 * broker's defaults.
 *
 * @param name its name
 * @param partitions how many partitions it gets
 * @param config topic settings, by Kafka's names
 */
public record TopicSpec(String name, int partitions, Map<String, String> config) {
  private static final String DAYS_30 = Long.toString(Duration.ofDays(30).toMillis());

  /**
   * @throws IllegalArgumentException if it has no partition
   */
  public TopicSpec {
    if (partitions < 1) {
      throw new IllegalArgumentException(name + " needs at least 1 partition, got " + partitions);
    }
    config = Map.copyOf(config);
  }

  /**
   * All of Plateau's topics. Only what trainers send is spread over partitions: the rest is little,
   * and a reader that wants it all has one order that way.
   */
  public static List<TopicSpec> all(int stepsPartitions) {
    return List.of(
        new TopicSpec(
            Topics.STEPS,
            stepsPartitions,
            Map.of(
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                PlateauTopics.APPEND_TIME,
                TopicConfig.RETENTION_MS_CONFIG,
                DAYS_30)),
        new TopicSpec(Topics.EVENTS, 1, Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1")),
        new TopicSpec(
            Topics.RUNS,
            1,
            Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.SEGMENT_BYTES_CONFIG,
                Integer.toString(32 << 20),
                TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
                Long.toString(Duration.ofMinutes(10).toMillis()),
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(StreamsProperties.MAX_RECORD_BYTES))),
        new TopicSpec(Topics.DEAD_LETTER, 1, Map.of(TopicConfig.RETENTION_MS_CONFIG, DAYS_30)));
  }

  NewTopic toNewTopic() {
    return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(config);
  }
}
