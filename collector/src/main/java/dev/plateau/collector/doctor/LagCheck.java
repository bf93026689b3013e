package dev.plateau.collector.doctor;

import dev.plateau.collector.topology.Collector;
import dev.plateau.protocol.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the collectors' commits are behind the end of the log, for each partition in records and
 * in the age of the first record that was not folded. A second is the time between two commits.
 */
record LagCheck() implements Check {
  private static final Duration LATE = Duration.ofSeconds(30);
  private static final Duration VERY_LATE = Duration.ofMinutes(10);

  @Override
  public String name() {
    return "lag";
  }

  @Override
  public Finding look(Cluster cluster)
      throws ExecutionException, TimeoutException, InterruptedException {
    Diagnosis diagnosis = new Diagnosis(name());
    if (!cluster.topics().contains(Topics.STEPS)) {
      return diagnosis.fine("nothing to fold: " + Topics.STEPS + " is missing").finding();
    }
    List<TopicPartition> partitions = cluster.partitions(Topics.STEPS);
    Map<TopicPartition, Long> begins = cluster.offsets(partitions, OffsetSpec.earliest());
    Map<TopicPartition, Long> ends = cluster.offsets(partitions, OffsetSpec.latest());
    Map<TopicPartition, OffsetAndMetadata> committed = committed(cluster);
    Map<TopicPartition, Long> next = new HashMap<>();
    for (TopicPartition partition : partitions) {
      long begin = begins.getOrDefault(partition, 0L);
      OffsetAndMetadata commit = committed.get(partition);
      long from = commit == null ? begin : commit.offset();
      if (from < begin) {
        diagnosis.problem(
            "the log dropped "
                + (begin - from)
                + " records of partition "
                + partition.partition()
                + " before a collector had folded them",
            "They are lost. Run more collectors, or give the topic a longer retention.ms.");
      }
      if (Math.max(begin, from) < ends.getOrDefault(partition, 0L)) {
        next.put(partition, Math.max(begin, from));
      }
    }
    judge(cluster, ends, next, diagnosis);
    return diagnosis.finding();
  }

  private static Map<TopicPartition, OffsetAndMetadata> committed(Cluster cluster)
      throws ExecutionException, TimeoutException, InterruptedException {
    return cluster.get(
        cluster.admin().listConsumerGroupOffsets(Collector.GROUP).partitionsToOffsetAndMetadata());
  }

  private static void judge(
      Cluster cluster,
      Map<TopicPartition, Long> ends,
      Map<TopicPartition, Long> next,
      Diagnosis diagnosis) {
    Map<TopicPartition, ConsumerRecord<byte[], byte[]>> waiting = FirstRecords.read(cluster, next);
    Instant now = cluster.now();
    Duration oldest = Duration.ZERO;
    long records = 0;
    List<String> texts = new ArrayList<>();
    for (Map.Entry<TopicPartition, ConsumerRecord<byte[], byte[]>> first : waiting.entrySet()) {
      // From the record itself on: before it may lie what was never committed.
      long lag = ends.getOrDefault(first.getKey(), 0L) - first.getValue().offset();
      Duration age = Duration.between(Instant.ofEpochMilli(first.getValue().timestamp()), now);
      texts.add(first.getKey().partition() + ": " + lag + " records, " + seconds(age));
      records += lag;
      oldest = age.compareTo(oldest) > 0 ? age : oldest;
    }
    texts.sort(null);
    String text =
        records == 0
            ? "all is folded"
            : records + " records are not folded yet (partition " + String.join("; ", texts) + ")";
    String advice =
        "If no collector is running, start one; if one is and this grows, run more collectors or"
            + " give them --threads (at most one a partition).";
    if (oldest.compareTo(VERY_LATE) > 0) {
      diagnosis.problem(text, advice);
    } else if (oldest.compareTo(LATE) > 0) {
      diagnosis.warning(text, advice);
    } else {
      diagnosis.fine(text);
    }
  }

  private static String seconds(Duration age) {
    return String.format(java.util.Locale.ROOT, "%.1f s", Math.max(0, age.toMillis()) / 1000.0);
  }
}
