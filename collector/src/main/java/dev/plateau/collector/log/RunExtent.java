package dev.plateau.collector.log;

import dev.plateau.collector.log.RunEntry.LoggedAttempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Where in its partition a run lies.
 *
 * @param ranges the stretches that hold all its records, in order
 * @param beginsLate whether the log has dropped the first of them
 */
record RunExtent(List<OffsetRange> ranges, boolean beginsLate) {
  /** Seeking past fewer records than this costs more than reading them. */
  private static final long WORTH_SKIPPING = 1000;

  RunExtent {
    ranges = List.copyOf(ranges);
  }

  /** Finds the run by its entry's offsets, or by its times where these do not say it. */
  static RunExtent find(
      KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, RunEntry run) {
    List<TopicPartition> one = List.of(partition);
    long logBegin =
        consumer.beginningOffsets(one, LogConnection.PATIENCE).getOrDefault(partition, 0L);
    long logEnd =
        consumer.endOffsets(one, LogConnection.PATIENCE).getOrDefault(partition, logBegin);
    OffsetRange log = new OffsetRange(logBegin, Math.max(logBegin, logEnd));
    List<OffsetRange> ranges = byOffsets(run);
    if (ranges.isEmpty() || ranges.stream().anyMatch(range -> range.to() > log.to())) {
      ranges = List.of(byTimes(consumer, partition, run, log));
    } else if (hasMalformed(run)) {
      // Which lie where no attempt says it.
      OffsetRange times = byTimes(consumer, partition, run, log);
      ranges = List.of(new OffsetRange(Math.min(begin(ranges), times.from()), times.to()));
    }
    if (!run.isEnded()) {
      List<OffsetRange> more = new ArrayList<>(ranges);
      long known = ranges.stream().mapToLong(OffsetRange::to).max().orElse(log.from());
      more.add(new OffsetRange(Math.min(known, log.to()), log.to()));
      ranges = more;
    }
    boolean beginsLate = begin(ranges) < log.from();
    return new RunExtent(
        OffsetRange.merged(
            ranges.stream().map(range -> range.within(log)).toList(), WORTH_SKIPPING),
        beginsLate);
  }

  private static long begin(List<OffsetRange> ranges) {
    return ranges.stream().mapToLong(OffsetRange::from).min().orElse(0);
  }

  /** The stretches of its attempts; none if any of them is not known. */
  private static List<OffsetRange> byOffsets(RunEntry run) {
    List<OffsetRange> ranges = new ArrayList<>();
    if (!run.hasAllAttempts()) {
      return List.of();
    }
    for (LoggedAttempt attempt : run.attempts()) {
      Long first = attempt.firstOffset();
      Long last = attempt.lastOffset();
      if (first == null || last == null || last < first) {
        return List.of();
      }
      ranges.add(new OffsetRange(first, last + 1));
    }
    return ranges;
  }

  private static boolean hasMalformed(RunEntry run) {
    return run.json().path("ledger").path("malformed").asLong() > 0;
  }

  /** What was appended between the run's first and last record; all, where that is not known. */
  private static OffsetRange byTimes(
      KafkaConsumer<byte[], byte[]> consumer,
      TopicPartition partition,
      RunEntry run,
      OffsetRange log) {
    if (run.firstTimeMicros() == 0 || !run.hasAllAttempts()) {
      return log;
    }
    long from = at(consumer, partition, run.firstTimeMicros() / 1000, log);
    long to = at(consumer, partition, run.lastTimeMicros() / 1000 + 1, log);
    return new OffsetRange(from, Math.max(from, to));
  }

  /** The first offset of this time or a later one. */
  private static long at(
      KafkaConsumer<byte[], byte[]> consumer,
      TopicPartition partition,
      long millis,
      OffsetRange log) {
    Map<TopicPartition, @Nullable OffsetAndTimestamp> found =
        consumer.offsetsForTimes(Map.of(partition, millis), LogConnection.PATIENCE);
    OffsetAndTimestamp first = found.get(partition);
    return first == null ? log.to() : first.offset();
  }
}
