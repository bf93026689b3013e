package dev.plateau.collector.notify;

import dev.plateau.protocol.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the queue of events begins when no collector has taken from it before: at the end that the
 * log has now. Settled before anybody joins, since what is written until the group assigns its
 * partitions is news already.
 */
final class QueueBeginning {
  private static final Logger LOG = LoggerFactory.getLogger(QueueBeginning.class);
  private static final Duration RETRY = Duration.ofMillis(100);

  private QueueBeginning() {}

  /**
   * Commits the topic's end where the group has no offset.
   *
   * @param consumer of the group, subscribed to nothing
   * @param patience how long the broker may take for each answer, and for knowing the topic
   */
  static void settle(Consumer<String, byte[]> consumer, Duration patience)
      throws InterruptedException {
    Set<TopicPartition> unsettled = new HashSet<>(partitions(consumer, patience));
    consumer
        .committed(unsettled, patience)
        .forEach(
            (partition, offset) -> {
              if (offset != null) {
                unsettled.remove(partition);
              }
            });
    if (unsettled.isEmpty()) {
      return;
    }
    Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
    consumer
        .endOffsets(unsettled, patience)
        .forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end)));
    consumer.assign(unsettled);
    try {
      consumer.commitSync(ends, patience);
    } catch (CommitFailedException e) {
      // Refused because the group has members by now: another collector was faster and settled it.
      LOG.debug("The beginning of the queue is settled already", e);
    }
    consumer.unsubscribe();
  }

  /**
   * The topic's partitions; waits for them, as a topic just made is not known everywhere at once.
   */
  private static List<TopicPartition> partitions(
      Consumer<String, byte[]> consumer, Duration patience) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + patience.toNanos();
    List<PartitionInfo> known = consumer.partitionsFor(Topics.EVENTS, patience);
    while (known.isEmpty()) {
      if (System.nanoTime() > deadlineNanos) {
        throw new UnknownTopicOrPartitionException("there is no such topic");
      }
      Thread.sleep(RETRY.toMillis());
      known = consumer.partitionsFor(Topics.EVENTS, patience);
    }
    return known.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
  }
}
