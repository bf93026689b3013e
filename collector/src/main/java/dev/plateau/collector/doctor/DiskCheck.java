package dev.plateau.collector.doctor;

import dev.plateau.protocol.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ReplicaInfo;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;

/** How much room the brokers' disks have, and how long it lasts at the rate of the last hour. */
record DiskCheck() implements Check {
  private static final Duration RATE_PERIOD = Duration.ofHours(1);
  private static final long LEAST_BYTES = 1L << 30;
  private static final double FEW = 0.05;
  private static final Duration SHORT = Duration.ofDays(3);
  private static final String ADVICE =
      "Free some, or give " + Topics.STEPS + " a shorter retention.ms or a retention.bytes.";

  /**
   * A folder of a broker.
   *
   * @param total bytes of its disk; empty: the broker does not say
   * @param usable bytes that are free on it; empty: the broker does not say
   * @param fault why it cannot be used; empty: it can
   */
  record Folder(int broker, String path, OptionalLong total, OptionalLong usable, String fault) {}

  @Override
  public String name() {
    return "disk";
  }

  @Override
  public Finding look(Cluster cluster)
      throws ExecutionException, TimeoutException, InterruptedException {
    List<Integer> brokers =
        cluster.get(cluster.admin().describeCluster().nodes()).stream().map(Node::id).toList();
    Diagnosis diagnosis = new Diagnosis(name());
    long ours = 0;
    double bytesPerHour = 0;
    Map<TopicPartition, Double> shares = shareOfLastHour(cluster);
    long least = Long.MAX_VALUE;
    for (Map.Entry<Integer, Map<String, LogDirDescription>> broker :
        cluster.get(cluster.admin().describeLogDirs(brokers).allDescriptions()).entrySet()) {
      for (Map.Entry<String, LogDirDescription> folder : broker.getValue().entrySet()) {
        LogDirDescription described = folder.getValue();
        judge(
            new Folder(
                broker.getKey(),
                folder.getKey(),
                described.totalBytes(),
                described.usableBytes(),
                described.error() == null ? "" : String.valueOf(described.error().getMessage())),
            diagnosis);
        least = Math.min(least, described.usableBytes().orElse(Long.MAX_VALUE));
        for (Map.Entry<TopicPartition, ReplicaInfo> replica : described.replicaInfos().entrySet()) {
          if (replica.getKey().topic().startsWith("plateau")) {
            ours += replica.getValue().size();
          }
          bytesPerHour += replica.getValue().size() * shares.getOrDefault(replica.getKey(), 0.0);
        }
      }
    }
    diagnosis.fine("Plateau's topics take " + bytes(ours));
    if (least < Long.MAX_VALUE) {
      judgeRate(bytesPerHour, least, diagnosis);
    }
    return diagnosis.finding();
  }

  /** Which part of each partition's records came in the last hour. */
  private static Map<TopicPartition, Double> shareOfLastHour(Cluster cluster)
      throws ExecutionException, TimeoutException, InterruptedException {
    Map<TopicPartition, Double> shares = new java.util.HashMap<>();
    if (!cluster.topics().contains(Topics.STEPS)) {
      return shares;
    }
    List<TopicPartition> partitions = cluster.partitions(Topics.STEPS);
    Map<TopicPartition, Long> begins = cluster.offsets(partitions, OffsetSpec.earliest());
    Map<TopicPartition, Long> ends = cluster.offsets(partitions, OffsetSpec.latest());
    long since = cluster.now().minus(RATE_PERIOD).toEpochMilli();
    cluster
        .offsets(partitions, OffsetSpec.forTimestamp(since))
        .forEach(
            (partition, from) -> {
              long end = ends.getOrDefault(partition, 0L);
              long all = end - begins.getOrDefault(partition, 0L);
              if (from >= 0 && all > 0) {
                shares.put(partition, (double) Math.max(0, end - from) / all);
              }
            });
    return shares;
  }

  void judge(Folder folder, Diagnosis diagnosis) {
    String where = folder.path() + " of broker " + folder.broker();
    if (!folder.fault().isEmpty()) {
      diagnosis.problem(
          where + " cannot be used: " + folder.fault(), "Mend the disk and start the broker anew.");
      return;
    }
    if (folder.total().isEmpty() || folder.usable().isEmpty()) {
      diagnosis.fine("the broker does not say how full " + where + " is");
      return;
    }
    long total = folder.total().getAsLong();
    long usable = folder.usable().getAsLong();
    String text = bytes(usable) + " of " + bytes(total) + " free in " + where;
    if (usable < LEAST_BYTES) {
      diagnosis.problem(text, "A broker stops when its disk is full. " + ADVICE);
    } else if (usable < FEW * total) {
      diagnosis.warning(text, ADVICE);
    } else {
      diagnosis.fine(text);
    }
  }

  void judgeRate(double bytesPerHour, long usable, Diagnosis diagnosis) {
    if (bytesPerHour < 1) {
      return;
    }
    double hours = usable / bytesPerHour;
    String text =
        String.format(
            Locale.ROOT,
            "the last hour's steps took %s: the room lasts for %s more",
            bytes((long) bytesPerHour),
            hours < 48 ? Math.round(hours) + " hours" : Math.round(hours / 24) + " days");
    if (hours < SHORT.toHours()) {
      diagnosis.warning(text, ADVICE);
    } else {
      diagnosis.fine(text);
    }
  }

  private static String bytes(long bytes) {
    return bytes < 1 << 20
        ? String.format(Locale.ROOT, "%.1f KB", bytes / 1024.0)
        : bytes < 1 << 30
            ? String.format(Locale.ROOT, "%.1f MB", bytes / 1048576.0)
            : String.format(Locale.ROOT, "%.1f GB", bytes / 1073741824.0);
  }
}
