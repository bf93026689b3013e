package dev.plateau.collector.doctor;

import dev.plateau.collector.log.LogUnavailableException;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunEntry.LoggedAttempt;
import dev.plateau.protocol.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** How long the log keeps steps, and which runs lose their beginning by it. */
record RetentionCheck() implements Check {
  private static final Duration SOON = Duration.ofDays(1);
  private static final int NAMES = 3;
  private static final String ARCHIVE =
      "Keep what matters: 'plateau archive RUN... --out DIR'; or give "
          + Topics.STEPS
          + " a longer retention.ms.";

  @Override
  public String name() {
    return "retention";
  }

  @Override
  public Finding look(Cluster cluster)
      throws ExecutionException, TimeoutException, InterruptedException, LogUnavailableException {
    Diagnosis diagnosis = new Diagnosis(name());
    if (!cluster.topics().contains(Topics.STEPS) || !cluster.topics().contains(Topics.RUNS)) {
      return diagnosis.fine("no steps to keep").finding();
    }
    long retentionMillis = retentionMillis(cluster);
    diagnosis.fine(
        retentionMillis < 0
            ? Topics.STEPS + " keeps everything"
            : Topics.STEPS + " keeps " + days(retentionMillis));
    Map<TopicPartition, Long> begins =
        cluster.offsets(cluster.partitions(Topics.STEPS), OffsetSpec.earliest());
    List<String> dropped = new ArrayList<>();
    List<String> soon = new ArrayList<>();
    int gone = 0;
    for (RunEntry run : cluster.runs()) {
      long begin = begins.getOrDefault(new TopicPartition(Topics.STEPS, run.partition()), 0L);
      if (lastOffset(run) < begin) {
        gone++;
      } else if (firstOffset(run) < begin) {
        dropped.add(run.run());
      } else if (retentionMillis >= 0 && isDue(cluster, run, retentionMillis)) {
        soon.add(run.run());
      }
    }
    if (gone > 0) {
      diagnosis.fine(gone + " runs are in the registry only");
    }
    if (!dropped.isEmpty()) {
      diagnosis.warning("the beginning is dropped of " + names(dropped), ARCHIVE);
    }
    if (!soon.isEmpty()) {
      diagnosis.warning("within a day the log may drop the beginning of " + names(soon), ARCHIVE);
    }
    return diagnosis.finding();
  }

  private static long retentionMillis(Cluster cluster)
      throws ExecutionException, TimeoutException, InterruptedException {
    ConfigResource steps = new ConfigResource(ConfigResource.Type.TOPIC, Topics.STEPS);
    Config config =
        cluster
            .get(cluster.admin().describeConfigs(List.of(steps)).all())
            .values()
            .iterator()
            .next();
    return Long.parseLong(
        Objects.requireNonNull(config.get(TopicConfig.RETENTION_MS_CONFIG)).value());
  }

  private static boolean isDue(Cluster cluster, RunEntry run, long retentionMillis) {
    long firstMillis = run.firstTimeMicros() / 1000;
    return firstMillis > 0
        && firstMillis + retentionMillis < cluster.now().plus(SOON).toEpochMilli();
  }

  private static long firstOffset(RunEntry run) {
    return run.attempts().stream()
        .map(LoggedAttempt::firstOffset)
        .filter(Objects::nonNull)
        .mapToLong(offset -> offset)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private static long lastOffset(RunEntry run) {
    return run.attempts().stream()
        .map(LoggedAttempt::lastOffset)
        .filter(Objects::nonNull)
        .mapToLong(offset -> offset)
        .max()
        .orElse(Long.MAX_VALUE);
  }

  private static String names(List<String> runs) {
    String shown = String.join(", ", runs.subList(0, Math.min(NAMES, runs.size())));
    return runs.size() <= NAMES
        ? "run " + shown
        : "run " + shown + " and " + (runs.size() - NAMES) + " more";
  }

  private static String days(long millis) {
    double days = millis / (double) Duration.ofDays(1).toMillis();
    return String.format(java.util.Locale.ROOT, days < 1 ? "%.2g days" : "%.0f days", days);
  }
}
