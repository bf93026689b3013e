package dev.plateau.collector.doctor;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads single records: of each partition the first committed one from an offset on. */
final class FirstRecords {
  private static final Duration POLL = Duration.ofMillis(100);

  private FirstRecords() {}

  /** The records; partitions that have none by the cluster's patience are missing. */
  static Map<TopicPartition, ConsumerRecord<byte[], byte[]>> read(
      Cluster cluster, Map<TopicPartition, Long> offsets) {
    Map<TopicPartition, ConsumerRecord<byte[], byte[]>> found = new HashMap<>();
    if (offsets.isEmpty()) {
      return found;
    }
    try (KafkaConsumer<byte[], byte[]> consumer = cluster.consumer()) {
      consumer.assign(offsets.keySet());
      offsets.forEach(consumer::seek);
      long deadline = System.nanoTime() + cluster.patience().toNanos();
      while (found.size() < offsets.size() && System.nanoTime() < deadline) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          TopicPartition partition = new TopicPartition(record.topic(), record.partition());
          if (found.putIfAbsent(partition, record) == null) {
            consumer.pause(List.of(partition));
          }
        }
      }
    }
    return found;
  }
}
