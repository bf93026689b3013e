package dev.plateau.collector.notify;

import dev.plateau.collector.EventReceiver;
import dev.plateau.collector.EventReceiver.Post;
import dev.plateau.collector.FailingRuns;
import dev.plateau.collector.embedded.EmbeddedBroker;
import dev.plateau.collector.run.RunLife;
import dev.plateau.collector.run.RunViews;
import dev.plateau.collector.topology.Collector;
import dev.plateau.collector.topology.CollectorSettings;
import dev.plateau.collector.topology.PlateauTopics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * How long after its record was appended an event is posted, beside the same event in the hands of
 * plain consumers of its topic, in the same run; and what a receiver that hangs costs the fold,
 * beside the same fold without a webhook. Broker, collector and receiver in one JVM. Prints,
 * asserts nothing.
 */
public final class WebhookBenchmark {
  private static final int SINGLE_RUNS = 150;
  private static final int RUNS_AT_ONCE = 2_000;
  private static final int ROUNDS = 7;
  private static final int ROUND_RUNS = 500;
  private static final int ROUND_BATCHES = 20;
  private static final int BATCH_STEPS = 100;

  private final EmbeddedBroker broker;
  private final RunViews views = new RunViews(RunLife.DEFAULT);
  private final Collector collector;
  private final FailingRuns runs;

  private WebhookBenchmark(EmbeddedBroker broker, FailingRuns runs) throws Exception {
    this.broker = broker;
    this.runs = runs;
    collector =
        Collector.start(
            new CollectorSettings(
                broker.bootstrapServers(), Map.of(), "benchmark", 1, OptionalInt.empty()),
            RunLife.DEFAULT,
            views);
    await(collector::isReady);
  }

  /** Runs for about a minute and a half. */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("plateau-webhook-benchmark");
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
        FailingRuns runs = new FailingRuns(broker.bootstrapServers())) {
      PlateauTopics.ensure(
          broker.bootstrapServers(), Map.of(), OptionalInt.empty(), Duration.ofSeconds(60));
      WebhookBenchmark benchmark = new WebhookBenchmark(broker, runs);
      benchmark.latency();
      benchmark.fold();
      benchmark.collector.close();
    } finally {
      delete(folder);
    }
  }

  private Notifier notifier(EventReceiver receiver) throws Exception {
    return Notifier.start(
        broker.bootstrapServers(),
        Map.of(),
        "benchmark",
        new WebhookSettings(WebhookUrl.parse(receiver.url()), Duration.ofHours(1)),
        InstantSource.system());
  }

  private void latency() throws Exception {
    try (EventReceiver receiver = EventReceiver.start();
        Notifier notifier = notifier(receiver);
        EventWatcher written = new EventWatcher(broker.bootstrapServers(), "read_uncommitted");
        EventWatcher visible = new EventWatcher(broker.bootstrapServers(), "read_committed")) {
      runs.send("warm", SINGLE_RUNS, 10);
      await(() -> notifier.delivered() == SINGLE_RUNS);

      Map<String, Long> appended = new ConcurrentHashMap<>();
      Random random = new Random(1);
      for (int i = 0; i < SINGLE_RUNS; i++) {
        String run = "single-" + i;
        runs.begin(run, Map.of());
        runs.steps(run, 1, 0, 100);
        runs.flush();
        // A beginning is an event too: its commit shall not be the end's.
        Thread.sleep(300 + random.nextInt(300));
        appended.put(run, runs.failNow(run, 2));
      }
      await(() -> notifier.delivered() == 2 * SINGLE_RUNS);
      await(() -> visible.hasSeen(appended.keySet()));
      System.out.printf(
          Locale.ROOT,
          "%d runs that fail one by one: milliseconds after the append of the record%n"
              + "%-34s %8s %8s %8s%n",
          SINGLE_RUNS,
          "",
          "median",
          "p99",
          "ratio");
      double baseline = print("seen by a plain consumer", visible.since(appended), Double.NaN);
      print("written, not yet committed", written.since(appended), baseline);
      print("received by the webhook", since(appended, receiver.posts()), baseline);

      long start = System.currentTimeMillis();
      for (int i = 0; i < RUNS_AT_ONCE; i++) {
        String run = "crowd-" + i;
        runs.begin(run, Map.of());
        runs.steps(run, 1, 0, 100);
        runs.fail(run, 2);
      }
      runs.flush();
      await(() -> visible.seen() == 2 * SINGLE_RUNS + RUNS_AT_ONCE);
      await(() -> notifier.delivered() == 2 * SINGLE_RUNS + RUNS_AT_ONCE);
      long lastSeen = visible.lastMillis();
      long lastReceived = receiver.posts().stream().mapToLong(Post::receivedMillis).max().orElse(0);
      System.out.printf(
          Locale.ROOT,
          "%,d runs that begin and fail at once: the last one told after %.1f s, seen by a plain"
              + " consumer after %.1f s, ratio %.2f%n",
          RUNS_AT_ONCE,
          (lastReceived - start) / 1e3,
          (lastSeen - start) / 1e3,
          (lastReceived - start) / (double) (lastSeen - start));
    }
  }

  private static long[] since(Map<String, Long> appended, List<Post> posts) {
    return posts.stream()
        .filter(post -> appended.containsKey(post.body().path("run").asText()))
        .mapToLong(
            post ->
                post.receivedMillis() - appended.getOrDefault(post.body().path("run").asText(), 0L))
        .toArray();
  }

  private static double print(String what, long[] millis, double baseline) {
    Arrays.sort(millis);
    double median = millis[millis.length / 2];
    System.out.printf(
        Locale.ROOT,
        "%-34s %8.0f %8d %8.2f%n",
        what,
        median,
        millis[millis.length * 99 / 100],
        Double.isNaN(baseline) ? 1 : median / baseline);
    return median;
  }

  /** The same backlog folded with no webhook and with one that hangs, by turns. */
  private void fold() throws Exception {
    double[] without = new double[ROUNDS];
    double[] hanging = new double[ROUNDS];
    double[] withoutCpu = new double[ROUNDS];
    double[] hangingCpu = new double[ROUNDS];
    // The first rounds warm up.
    for (int round = -2; round < ROUNDS; round++) {
      int kept = Math.max(0, round);
      double[] plain = foldBacklog("plain" + round);
      without[kept] = plain[0];
      withoutCpu[kept] = plain[1];
      try (EventReceiver receiver = EventReceiver.start()) {
        receiver.answerAlways(EventReceiver.HANG);
        try (Notifier notifier = notifier(receiver)) {
          double[] slowed = foldBacklog("hang" + round);
          hanging[kept] = slowed[0];
          hangingCpu[kept] = slowed[1];
          if (notifier.delivered() > 0) {
            throw new IllegalStateException("a receiver that hangs took something");
          }
        }
      }
    }
    double baseline = median(without);
    double baselineCpu = median(withoutCpu);
    System.out.printf(
        Locale.ROOT,
        "fold of %,d steps of %d runs that fail: without webhook %.2f s (CPU %.2f), with a receiver"
            + " that hangs %.2f s (CPU %.2f), ratio %.2f (CPU %.2f)%n",
        ROUND_RUNS * ROUND_BATCHES * BATCH_STEPS,
        ROUND_RUNS,
        baseline,
        baselineCpu,
        median(hanging),
        median(hangingCpu),
        median(hanging) / baseline,
        median(hangingCpu) / baselineCpu);
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  /** Wall seconds and CPU seconds of the stream thread. */
  private double[] foldBacklog(String prefix) throws Exception {
    long before = views.totals().applied();
    collector.streams().pause();
    for (int batch = -1; batch <= ROUND_BATCHES; batch++) {
      for (int i = 0; i < ROUND_RUNS; i++) {
        String run = prefix + "-" + i;
        if (batch < 0) {
          runs.begin(run, Map.of());
        } else if (batch < ROUND_BATCHES) {
          runs.steps(run, 1 + batch, (long) batch * BATCH_STEPS, BATCH_STEPS);
        } else {
          runs.fail(run, 1 + ROUND_BATCHES);
        }
      }
    }
    runs.flush();
    long cpu = streamCpuNanos();
    long start = System.nanoTime();
    collector.streams().resume();
    long wanted = before + (long) ROUND_RUNS * (ROUND_BATCHES + 2);
    await(() -> views.totals().applied() == wanted);
    return new double[] {(System.nanoTime() - start) / 1e9, (streamCpuNanos() - cpu) / 1e9};
  }

  private static long streamCpuNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(thread -> thread != null && thread.getThreadName().contains("-StreamThread-"))
        .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
        .sum();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(1);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
