package dev.plateau.collector.doctor;

import dev.plateau.collector.log.LogUnavailableException;
import dev.plateau.collector.log.Registry;
import dev.plateau.collector.log.RunEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The Kafka that is looked at, and the time here. Holds connections until closed; for one thread.
 */
final class Cluster implements AutoCloseable {
  private final String bootstrapServers;
  private final Map<String, String> clientConfig;
  private final Duration patience;
  private final InstantSource clock;
  private final Admin admin;
  private @Nullable List<RunEntry> runs;

  /**
   * Makes the client; connects to nothing yet.
   *
   * @param patience how long an answer may take
   * @throws org.apache.kafka.common.KafkaException if the settings make no client
   */
  Cluster(
      String bootstrapServers,
      Map<String, String> clientConfig,
      Duration patience,
      InstantSource clock) {
    this.bootstrapServers = bootstrapServers;
    this.clientConfig = Map.copyOf(clientConfig);
    this.patience = patience;
    this.clock = clock;
    Map<String, Object> config = new HashMap<>(clientConfig);
    config.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    int millis = (int) patience.toMillis();
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
    admin = Admin.create(config);
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  Duration patience() {
    return patience;
  }

  Admin admin() {
    return admin;
  }

  Instant now() {
    return clock.instant();
  }

  /** Waits for an answer. */
  <T> T get(KafkaFuture<T> answer)
      throws ExecutionException, TimeoutException, InterruptedException {
    return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The topics that there are. */
  Set<String> topics() throws ExecutionException, TimeoutException, InterruptedException {
    return get(admin.listTopics().names());
  }

  /** The partitions of a topic that is there. */
  List<TopicPartition> partitions(String topic)
      throws ExecutionException, TimeoutException, InterruptedException {
    List<TopicPartition> partitions = new ArrayList<>();
    get(admin.describeTopics(List.of(topic)).allTopicNames())
        .values()
        .forEach(
            described ->
                described
                    .partitions()
                    .forEach(p -> partitions.add(new TopicPartition(topic, p.partition()))));
    return partitions;
  }

  /** An offset of each partition, by partition number; of committed records only. */
  Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which)
      throws ExecutionException, TimeoutException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, which));
    Map<TopicPartition, Long> offsets =
        new TreeMap<>(java.util.Comparator.comparingInt(TopicPartition::partition));
    get(admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all())
        .forEach((partition, info) -> offsets.put(partition, info.offset()));
    return offsets;
  }

  /** The registry's runs; read once. */
  List<RunEntry> runs() throws LogUnavailableException {
    List<RunEntry> read = runs;
    if (read == null) {
      read = Registry.read(bootstrapServers, clientConfig).runs();
      runs = read;
    }
    return read;
  }

  /** A consumer of no group, committed records only; whoever asks for it closes it. */
  KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> config = new HashMap<>(clientConfig);
    config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
