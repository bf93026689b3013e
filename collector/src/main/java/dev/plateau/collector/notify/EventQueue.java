package dev.plateau.collector.notify;

import dev.plateau.collector.log.LogUnavailableException;
import dev.plateau.protocol.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topic of events as a queue that all collectors take from, each event going to one of them. An
 * event that is not done stays in the log: whoever comes next, after a kill too, gets it again.
 *
 * <p>For one thread, except {@link #wakeUp}. Whoever opens it closes it.
 */
final class EventQueue implements AutoCloseable {
  static final String GROUP = "plateau-webhook";

  private static final Logger LOG = LoggerFactory.getLogger(EventQueue.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration COMMIT_PATIENCE = Duration.ofSeconds(5);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

  private final Consumer<String, byte[]> consumer;
  private final LongSupplier nanoTime;

  /** What is done or passed over and not committed yet. */
  private final Map<TopicPartition, OffsetAndMetadata> uncommitted = new HashMap<>();

  private long resumeAtNanos;

  /** A queue on a consumer that has its group's offsets, and that is closed with this. */
  EventQueue(Consumer<String, byte[]> consumer, LongSupplier nanoTime) {
    this.consumer = consumer;
    this.nanoTime = nanoTime;
    consumer.subscribe(List.of(Topics.EVENTS), new Rebalance());
  }

  /**
   * Joins the queue. Where no collector has taken from it before, it begins at what is written from
   * now on; that is settled before this returns.
   *
   * @param clientConfig further Kafka client settings, by Kafka's names
   * @param instanceId name that this collector keeps over restarts
   * @param patience how long the broker may take for each answer, and for knowing the topic
   * @throws LogUnavailableException with one sentence, if the broker or the topic cannot be used;
   *     nothing is left open then
   */
  static EventQueue open(
      String bootstrapServers,
      Map<String, String> clientConfig,
      String instanceId,
      Duration patience)
      throws LogUnavailableException, InterruptedException {
    KafkaConsumer<String, byte[]> consumer = null;
    try {
      consumer = new KafkaConsumer<>(config(bootstrapServers, clientConfig, instanceId));
      QueueBeginning.settle(consumer, patience);
      return new EventQueue(consumer, System::nanoTime);
    } catch (KafkaException e) {
      if (consumer != null) {
        consumer.close();
      }
      throw new LogUnavailableException(
          String.format(
              "The broker at %s does not let %s be read for the webhook, as group %s: %s. Allow it,"
                  + " or leave out --webhook.",
              bootstrapServers, Topics.EVENTS, GROUP, e.getMessage()),
          e);
    }
  }

  private static Map<String, Object> config(
      String bootstrapServers, Map<String, String> clientConfig, String instanceId) {
    Map<String, Object> config = new HashMap<>(clientConfig);
    config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    config.put(ConsumerConfig.CLIENT_ID_CONFIG, GROUP);
    config.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
    config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    // Known again after a kill, instead of waiting until the dead one has timed out.
    config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instanceId);
    // For a collector that does not come back: the others take over after this.
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
    config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // If the topic is another one than it was: what is old in it is not told anyway.
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // One at a time, so that between two posts the group hears of this consumer.
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
    config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return config;
  }

  /** The next event, if one comes within half a second. */
  Optional<ConsumerRecord<String, byte[]>> next() {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(pollTime())) {
      return Optional.of(record);
    }
    commit(COMMIT_PATIENCE);
    return Optional.empty();
  }

  private Duration pollTime() {
    if (consumer.paused().isEmpty()) {
      return POLL;
    }
    Duration left = Duration.ofNanos(resumeAtNanos - nanoTime.getAsLong());
    if (left.isNegative() || left.isZero()) {
      consumer.resume(consumer.paused());
      return POLL;
    }
    return left.compareTo(POLL) < 0 ? left : POLL;
  }

  /** The event needs nobody's attention any more; nothing is lost if that is forgotten. */
  void passOver(ConsumerRecord<String, byte[]> event) {
    uncommitted.put(partition(event), new OffsetAndMetadata(event.offset() + 1));
  }

  /** The event is done and shall not come again. */
  void done(ConsumerRecord<String, byte[]> event) {
    passOver(event);
    commit(COMMIT_PATIENCE);
  }

  /** The event shall come again, after this time; until then nothing else comes. */
  void again(ConsumerRecord<String, byte[]> event, Duration delay) {
    consumer.seek(partition(event), event.offset());
    consumer.pause(consumer.assignment());
    resumeAtNanos = nanoTime.getAsLong() + delay.toNanos();
  }

  private void commit(Duration patience) {
    if (uncommitted.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(Map.copyOf(uncommitted), patience);
      uncommitted.clear();
    } catch (CommitFailedException | RebalanceInProgressException | TimeoutException e) {
      // The next commit has it too, or another collector tells it again: at least once.
      LOG.debug("What was told is not committed yet", e);
    }
  }

  private static TopicPartition partition(ConsumerRecord<String, byte[]> event) {
    return new TopicPartition(event.topic(), event.partition());
  }

  /** Ends a waiting {@link #next} by a {@link WakeupException}. From any thread. */
  void wakeUp() {
    consumer.wakeup();
  }

  /** Leaves the group, so that others take over at once. */
  @Override
  public void close() {
    try {
      commit(CLOSE_PATIENCE);
    } catch (WakeupException e) {
      // The one that ended the work; it comes once.
      commit(CLOSE_PATIENCE);
    }
    consumer.close(
        CloseOptions.timeout(CLOSE_PATIENCE)
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
  }

  /** What is not this collector's any more is not this one's to commit. */
  private final class Rebalance implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      commit(CLOSE_PATIENCE);
      uncommitted.keySet().removeAll(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      uncommitted.keySet().removeAll(partitions);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      LOG.debug("The webhook is told the events of {}", partitions);
    }
  }
}
