package dev.plateau.collector.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * How far the cluster's clock is from the one here. The active controller is asked for the state of
 * its quorum: it says of itself that it has caught up this very moment. So nothing is written. Half
 * the time until the answer is the error bar.
 */
record ClockCheck() implements Check {
  private static final Duration FAR = Duration.ofSeconds(2);

  /** The first answer pays for connections and class loading. */
  private static final int TRIES = 4;

  /**
   * A measured difference.
   *
   * @param node id of the node that was asked
   * @param ahead how far its clock is ahead of the one here; negative: behind
   * @param error how wrong that may be
   */
  record Skew(int node, Duration ahead, Duration error) {}

  @Override
  public String name() {
    return "clock";
  }

  @Override
  public Finding look(Cluster cluster)
      throws ExecutionException, TimeoutException, InterruptedException {
    try {
      Skew best = measure(cluster);
      for (int i = 1; i < TRIES; i++) {
        Skew next = measure(cluster);
        best = next.error().compareTo(best.error()) < 0 ? next : best;
      }
      return judge(best);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnsupportedVersionException) {
        return new Diagnosis(name())
            .fine("not known: only a cluster with KRaft tells its time")
            .finding();
      }
      throw e;
    }
  }

  private static Skew measure(Cluster cluster)
      throws ExecutionException, TimeoutException, InterruptedException {
    Instant before = cluster.now();
    QuorumInfo quorum = cluster.get(cluster.admin().describeMetadataQuorum().quorumInfo());
    Instant after = cluster.now();
    Instant there =
        quorum.voters().stream()
            .filter(voter -> voter.replicaId() == quorum.leaderId())
            .flatMap(voter -> voter.lastCaughtUpTimestamp().stream().boxed())
            .findFirst()
            .map(Instant::ofEpochMilli)
            .orElseThrow(
                () ->
                    new ExecutionException(
                        new IllegalStateException("the controller does not tell its time")));
    Duration error = Duration.between(before, after).dividedBy(2);
    // It tells whole milliseconds, rounded down.
    return new Skew(
        quorum.leaderId(),
        Duration.between(before.plus(error), there.plusNanos(500_000)),
        error.plusNanos(500_000));
  }

  Finding judge(Skew skew) {
    String text =
        String.format(
            Locale.ROOT,
            "the controller's (node %d) is %s the one here by %.1f ms ± %.1f ms",
            skew.node(),
            skew.ahead().isNegative() ? "behind" : "ahead of",
            Math.abs(millis(skew.ahead())),
            millis(skew.error()));
    Duration atLeast = skew.ahead().abs().minus(skew.error());
    return atLeast.compareTo(FAR) > 0
        ? new Diagnosis(name())
            .warning(
                text,
                "Let both machines keep time by NTP (timedatectl, chronyc tracking): dates given"
                    + " to commands, retention and lag in seconds are wrong by as much.")
            .finding()
        : new Diagnosis(name()).fine(text).finding();
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
