package dev.plateau.collector.doctor;

import dev.plateau.collector.log.LogUnavailableException;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunEntry.LoggedAttempt;
import dev.plateau.protocol.Decoded;
import dev.plateau.protocol.MessageCodec;
import dev.plateau.protocol.StepBatch;
import dev.plateau.protocol.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far the clocks of trainers that are training now are from the broker's: the time of the last
 * row that each sent against the time at which the broker took it. A row takes a fraction of a
 * second to get there, so a clock that is behind cannot be told from a trainer that sends late.
 */
record TrainerClocksCheck() implements Check {
  private static final Duration LATELY = Duration.ofMinutes(2);
  private static final Duration AHEAD = Duration.ofSeconds(1);
  private static final Duration BEHIND = Duration.ofSeconds(10);
  private static final int RUNS = 20;

  /**
   * A run's last row.
   *
   * @param ahead its time less the broker's
   */
  record LastRow(String run, Duration ahead) {}

  @Override
  public String name() {
    return "trainers' clocks";
  }

  @Override
  public Finding look(Cluster cluster) throws LogUnavailableException {
    Instant since = cluster.now().minus(LATELY);
    List<RunEntry> training =
        cluster.runs().stream()
            .filter(run -> !run.isEnded())
            .filter(run -> run.lastTimeMicros() / 1000 > since.toEpochMilli())
            .limit(RUNS)
            .toList();
    List<LastRow> rows = new ArrayList<>();
    for (RunEntry run : training) {
      LastRow row = lastRow(cluster, run);
      if (row != null) {
        rows.add(row);
      }
    }
    return judge(rows);
  }

  private static @Nullable LastRow lastRow(Cluster cluster, RunEntry run) {
    List<LoggedAttempt> attempts = run.attempts();
    Long offset = attempts.isEmpty() ? null : attempts.get(attempts.size() - 1).lastOffset();
    if (offset == null || run.partition() < 0) {
      return null;
    }
    TopicPartition partition = new TopicPartition(Topics.STEPS, run.partition());
    ConsumerRecord<byte[], byte[]> record =
        FirstRecords.read(cluster, Map.of(partition, offset)).get(partition);
    if (record == null || record.offset() != offset) {
      return null;
    }
    // A row of JSON without a time takes the broker's: no difference is seen then.
    long append = record.timestamp() * 1000;
    return MessageCodec.decode(record.key(), record.value(), null, append)
                instanceof Decoded.Valid valid
            && valid.envelope().message() instanceof StepBatch batch
            && batch.size() > 0
        ? new LastRow(
            run.run(), Duration.ofNanos(1000 * (batch.timeMicros(batch.size() - 1) - append)))
        : null;
  }

  Finding judge(List<LastRow> rows) {
    if (rows.isEmpty()) {
      return new Diagnosis(name()).fine("no run is training now").finding();
    }
    LastRow first = rows.stream().max(Comparator.comparing(LastRow::ahead)).orElseThrow();
    LastRow last = rows.stream().min(Comparator.comparing(LastRow::ahead)).orElseThrow();
    Diagnosis diagnosis = new Diagnosis(name());
    if (first.ahead().compareTo(AHEAD) > 0) {
      diagnosis.warning(
          "the clock of run " + first.run() + "'s trainer is " + seconds(first) + " s ahead",
          "Let the trainer's machine keep time by NTP: its rows' times are wrong by as much.");
    }
    if (last.ahead().negated().compareTo(BEHIND) > 0) {
      diagnosis.warning(
          "the last row of run " + last.run() + " came " + seconds(last) + " s after its time",
          "Either its trainer sends what it could not send before, or its machine's clock is"
              + " behind: then let it keep time by NTP.");
    }
    return diagnosis
        .fine(
            String.format(
                Locale.ROOT,
                "%d trainers: rows take %.2f to %.2f s from their clocks to the broker's",
                rows.size(),
                -first.ahead().toMillis() / 1000.0,
                -last.ahead().toMillis() / 1000.0))
        .finding();
  }

  private static String seconds(LastRow row) {
    return String.format(Locale.ROOT, "%.1f", row.ahead().abs().toMillis() / 1000.0);
  }
}
