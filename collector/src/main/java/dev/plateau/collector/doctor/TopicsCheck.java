package dev.plateau.collector.doctor;

import dev.plateau.collector.topology.PlateauTopics;
import dev.plateau.collector.topology.TopicSpec;
import dev.plateau.protocol.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Whether Plateau's topics are there, as {@link TopicSpec} makes them, and in good health. */
record TopicsCheck() implements Check {
  /** Settings on which a guarantee hangs; the others cost something. */
  private static final Set<String> NEEDED =
      Set.of(
          TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG);

  /** Topics whose retention is a person's choice; {@link RetentionCheck} says what it means. */
  private static final Set<String> RETENTION_IS_FREE = Set.of(Topics.STEPS, Topics.DEAD_LETTER);

  @Override
  public String name() {
    return "topics";
  }

  @Override
  public Finding look(Cluster cluster)
      throws ExecutionException, TimeoutException, InterruptedException {
    List<TopicSpec> specs = TopicSpec.all(PlateauTopics.DEFAULT_STEPS_PARTITIONS);
    Set<String> existing = cluster.topics();
    Diagnosis diagnosis = new Diagnosis(name());
    List<String> present = new ArrayList<>();
    for (TopicSpec spec : specs) {
      if (existing.contains(spec.name())) {
        present.add(spec.name());
      } else {
        diagnosis.problem(
            spec.name() + " is missing",
            "A collector makes what is missing when it starts: 'plateau collect'.");
      }
    }
    if (existing.contains(PlateauTopics.CHANGELOG)) {
      present.add(PlateauTopics.CHANGELOG);
    }
    Map<String, TopicDescription> described =
        new TreeMap<>(cluster.get(cluster.admin().describeTopics(present).allTopicNames()));
    partitions(described, diagnosis);
    health(described.values(), diagnosis);
    settings(cluster, specs, present, diagnosis);
    return diagnosis.finding();
  }

  private static void partitions(Map<String, TopicDescription> described, Diagnosis diagnosis) {
    TopicDescription steps = described.get(Topics.STEPS);
    TopicDescription changelog = described.get(PlateauTopics.CHANGELOG);
    if (steps == null) {
      return;
    }
    int partitions = steps.partitions().size();
    if (changelog != null && changelog.partitions().size() != partitions) {
      diagnosis.problem(
          String.format(
              "%s has %d partitions, and the collectors' state was kept for %d",
              Topics.STEPS, partitions, changelog.partitions().size()),
          "Somebody changed the number, so a run's records are no longer on one partition:"
              + " collectors refuse to start. Make a new Kafka and train on, or reset the"
              + " collectors with kafka-streams-application-reset.sh.");
    } else {
      diagnosis.fine(
          described.size() + " topics, " + Topics.STEPS + " with " + partitions + " partitions");
    }
  }

  private static void health(Collection<TopicDescription> described, Diagnosis diagnosis) {
    for (TopicDescription topic : described) {
      long leaderless = topic.partitions().stream().filter(p -> p.leader() == null).count();
      long thin = topic.partitions().stream().filter(TopicsCheck::isThin).count();
      if (leaderless > 0) {
        diagnosis.problem(
            leaderless + " partitions of " + topic.name() + " have no leader",
            "Start the brokers that are down.");
      } else if (thin > 0) {
        diagnosis.warning(
            thin + " partitions of " + topic.name() + " have replicas that are out of sync",
            "Start the brokers that are down.");
      }
    }
  }

  private static boolean isThin(TopicPartitionInfo partition) {
    return partition.isr().size() < partition.replicas().size();
  }

  private static void settings(
      Cluster cluster, List<TopicSpec> specs, List<String> present, Diagnosis diagnosis)
      throws ExecutionException, TimeoutException, InterruptedException {
    Map<String, ConfigResource> resources = new HashMap<>();
    present.forEach(
        topic -> resources.put(topic, new ConfigResource(ConfigResource.Type.TOPIC, topic)));
    Map<ConfigResource, Config> configs =
        cluster.get(cluster.admin().describeConfigs(resources.values()).all());
    for (TopicSpec spec : specs) {
      ConfigResource resource = resources.get(spec.name());
      Config config = resource == null ? null : configs.get(resource);
      if (config != null) {
        compare(spec, config, cluster.bootstrapServers(), diagnosis);
      }
    }
  }

  private static void compare(
      TopicSpec spec, Config config, String bootstrapServers, Diagnosis diagnosis) {
    new TreeMap<>(spec.config())
        .forEach(
            (setting, wanted) -> {
              ConfigEntry entry = config.get(setting);
              String found = entry == null ? "" : entry.value();
              if (isAccepted(spec.name(), setting, wanted, found)) {
                return;
              }
              String text = spec.name() + " has " + setting + "=" + found + ", not " + wanted;
              String advice =
                  String.format(
                      "Set it: kafka-configs.sh --bootstrap-server %s --alter --entity-type topics"
                          + " --entity-name %s --add-config %s=%s",
                      bootstrapServers, spec.name(), setting, wanted);
              if (NEEDED.contains(setting)) {
                diagnosis.problem(text, advice);
              } else {
                diagnosis.warning(text, advice);
              }
            });
  }

  private static boolean isAccepted(String topic, String setting, String wanted, String found) {
    return switch (setting) {
      case TopicConfig.RETENTION_MS_CONFIG ->
          RETENTION_IS_FREE.contains(topic) || found.equals(wanted);
      case TopicConfig.MAX_MESSAGE_BYTES_CONFIG -> number(found) >= number(wanted);
      default -> found.equals(wanted);
    };
  }

  private static long number(String text) {
    return text.isEmpty() ? 0 : Long.parseLong(text);
  }
}
