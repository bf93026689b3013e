package dev.plateau.collector.topology;

import dev.plateau.protocol.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Makes Plateau's topics where they are missing and refuses those that would break its guarantees.
 * Nobody else makes them: trainers wait until they are there.
 */
public final class PlateauTopics {
  /** Partitions of {@link Topics#STEPS} unless told otherwise; bounds how many collectors share. */
  public static final int DEFAULT_STEPS_PARTITIONS = 8;

  /** Where the collectors' state is kept; it has as many partitions as {@link Topics#STEPS}. */
  public static final String CHANGELOG = StreamsProperties.CHANGELOG;

  static final String APPEND_TIME = "LogAppendTime";
  private static final Duration RETRY = Duration.ofMillis(100);

  private final Admin admin;
  private final String bootstrapServers;
  private final long deadlineNanos;

  private PlateauTopics(Admin admin, String bootstrapServers, Duration patience) {
    this.admin = admin;
    this.bootstrapServers = bootstrapServers;
    this.deadlineNanos = System.nanoTime() + patience.toNanos();
  }

  /**
   * Waits for the broker, then makes what is missing and checks what is there.
   *
   * @param bootstrapServers where the broker is
   * @param clientConfig further client settings, as security; may be empty
   * @param stepsPartitions partitions that {@link Topics#STEPS} must have; empty: those it has, or
   *     {@link #DEFAULT_STEPS_PARTITIONS} if it is made
   * @param patience how long the whole may take
   * @throws CollectorException with one sentence, if the broker does not answer in time or a topic
   *     is not as it must be
   */
  public static void ensure(
      String bootstrapServers,
      Map<String, String> clientConfig,
      OptionalInt stepsPartitions,
      Duration patience)
      throws CollectorException, InterruptedException {
    try (Admin admin = Admin.create(Clients.config(bootstrapServers, clientConfig))) {
      new PlateauTopics(admin, bootstrapServers, patience).ensure(stepsPartitions);
    } catch (KafkaException e) {
      throw unreachable(bootstrapServers, e);
    }
  }

  private void ensure(OptionalInt stepsPartitions) throws CollectorException, InterruptedException {
    Set<String> existing = existing();
    List<TopicSpec> specs = TopicSpec.all(stepsPartitions.orElse(DEFAULT_STEPS_PARTITIONS));
    for (TopicSpec spec : specs) {
      if (!existing.contains(spec.name())) {
        create(spec);
      }
    }
    for (TopicSpec spec : specs) {
      int partitions = partitions(spec.name());
      if (spec.name().equals(Topics.STEPS)) {
        checkPartitions(partitions, stepsPartitions, existing);
      }
    }
    checkTimestamps();
  }

  private Set<String> existing() throws CollectorException, InterruptedException {
    ListTopicsOptions options =
        new ListTopicsOptions().timeoutMs((int) remainingMillis()).listInternal(false);
    return get(admin.listTopics(options).names(), "list topics");
  }

  private void create(TopicSpec spec) throws CollectorException, InterruptedException {
    try {
      await(admin.createTopics(List.of(spec.toNewTopic())).all());
    } catch (ExecutionException e) {
      // Another collector that started at the same time may have been faster.
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw failed("create the topic " + spec.name(), e);
      }
    }
  }

  /** Partitions of a topic; waits for one that was just made. */
  private int partitions(String topic) throws CollectorException, InterruptedException {
    while (true) {
      try {
        Collection<TopicDescription> described =
            await(admin.describeTopics(List.of(topic)).allTopicNames()).values();
        return described.iterator().next().partitions().size();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || remainingMillis() <= 1) {
          throw failed("describe the topic " + topic, e);
        }
        Thread.sleep(RETRY.toMillis());
      }
    }
  }

  private void checkPartitions(int found, OptionalInt wanted, Set<String> existing)
      throws CollectorException, InterruptedException {
    if (wanted.isPresent() && wanted.getAsInt() != found) {
      throw new CollectorException(
          String.format(
              "%s has %d partitions, %d were asked for: the number cannot change, since a run's"
                  + " records would no longer be on one partition.",
              Topics.STEPS, found, wanted.getAsInt()));
    }
    String changelog = StreamsProperties.CHANGELOG;
    if (existing.contains(changelog)) {
      int kept = partitions(changelog);
      if (kept != found) {
        throw new CollectorException(
            String.format(
                "%s has %d partitions, but the collector's state was kept for %d: somebody changed"
                    + " the number, so a run's records are no longer on one partition.",
                Topics.STEPS, found, kept));
      }
    }
  }

  private void checkTimestamps() throws CollectorException, InterruptedException {
    ConfigResource steps = new ConfigResource(ConfigResource.Type.TOPIC, Topics.STEPS);
    String type =
        get(admin.describeConfigs(List.of(steps)).all(), "show the settings of " + Topics.STEPS)
            .values()
            .iterator()
            .next()
            .get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG)
            .value();
    if (!type.equals(APPEND_TIME)) {
      throw new CollectorException(
          String.format(
              "%s must have %s=%s, since trainers' clocks order nothing; it has %s.",
              Topics.STEPS, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, APPEND_TIME, type));
    }
  }

  private <T> T get(KafkaFuture<T> future, String what)
      throws CollectorException, InterruptedException {
    try {
      return await(future);
    } catch (ExecutionException e) {
      throw failed(what, e);
    }
  }

  private <T> T await(KafkaFuture<T> future)
      throws CollectorException, InterruptedException, ExecutionException {
    try {
      return future.get(remainingMillis(), TimeUnit.MILLISECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw unreachable(bootstrapServers, e);
    }
  }

  private long remainingMillis() {
    return Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime()));
  }

  private CollectorException failed(String what, ExecutionException e) {
    Throwable cause = e.getCause();
    return cause instanceof org.apache.kafka.common.errors.TimeoutException
        ? unreachable(bootstrapServers, cause)
        : new CollectorException(
            "The broker at " + bootstrapServers + " refused to " + what + ": " + cause, e);
  }

  private static CollectorException unreachable(String bootstrapServers, Throwable cause) {
    return new CollectorException(
        "No Kafka broker answers at "
            + bootstrapServers
            + "; start one (plateau broker) or give --bootstrap-servers.",
        cause);
  }
}
