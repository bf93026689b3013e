package dev.plateau.collector.topology;

import java.util.Map;
import java.util.OptionalInt;

/**
 * What a collector's Kafka side is told.
 *
 * @param bootstrapServers where the broker is, as {@code host:port,…}
 * @param clientConfig further Kafka client settings, as security, by Kafka's names
 * @param groupInstanceId name that this collector keeps over restarts, so that the group takes it
 *     back without waiting for its death to be noticed; no other living collector may have it
 * @param threads stream threads; each takes a share of the partitions
 * @param stepsPartitions partitions that the steps topic must have; empty: any
 */
public record CollectorSettings(
    String bootstrapServers,
    Map<String, String> clientConfig,
    String groupInstanceId,
    int threads,
    OptionalInt stepsPartitions) {
  /**
   * @throws IllegalArgumentException naming what is empty or out of range
   */
  public CollectorSettings {
    if (bootstrapServers.isBlank()) {
      throw new IllegalArgumentException("bootstrap servers must not be empty");
    }
    if (groupInstanceId.isBlank()) {
      throw new IllegalArgumentException("group instance id must not be empty");
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be >= 1, got " + threads);
    }
    clientConfig = Map.copyOf(clientConfig);
  }
}
