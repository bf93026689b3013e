package dev.plateau.collector.replay;

import dev.plateau.collector.Condition;
import dev.plateau.collector.embedded.EmbeddedBroker;
import dev.plateau.collector.log.KafkaRuns;
import dev.plateau.collector.log.ResolvedRows;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunLog;
import dev.plateau.collector.log.RunRecords;
import dev.plateau.collector.log.RunRows;
import dev.plateau.collector.run.RunLife;
import dev.plateau.collector.run.RunViews;
import dev.plateau.collector.topology.Collector;
import dev.plateau.collector.topology.CollectorSettings;
import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.RunId;
import dev.plateau.publisher.MetricSlot;
import dev.plateau.publisher.PublisherSettings;
import dev.plateau.publisher.RunDescription;
import dev.plateau.publisher.RunPublisher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * How exactly a replay keeps its rate, and how fast it is without pauses. Broker, log and publisher
 * are real and in this process. The rate's baseline is the original's, 100 steps a second by its
 * trainer's clock; that of the speed is publishing the same rows from memory, to the same broker,
 * by turns with it.
 */
final class ReplayBenchmark {
  private static final int METRICS = 12;
  private static final int PACED_STEPS = 100_001;
  private static final int FAST_STEPS = 1_000_000;
  private static final int ROUNDS = 3;
  private static final long STEP_MICROS = 10_000;

  private final String servers;
  private int replays;

  private ReplayBenchmark(String servers) {
    this.servers = servers;
  }

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("replay-benchmark");
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
      ReplayBenchmark benchmark = new ReplayBenchmark(broker.bootstrapServers());
      benchmark.record();
      benchmark.measureRates();
      benchmark.measureMax();
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Publishes the originals and has a collector write their entries, which then is gone. */
  private void record() throws Exception {
    CollectorSettings settings =
        new CollectorSettings(servers, Map.of(), "benchmark", 1, OptionalInt.of(1));
    try (Collector collector =
        Collector.start(settings, RunLife.DEFAULT, new RunViews(RunLife.DEFAULT))) {
      Condition.await("the collector", collector::isReady);
      publish("paced", PACED_STEPS);
      publish("fast", FAST_STEPS);
      Condition.await("the ends", () -> isCompleted("paced") && isCompleted("fast"));
    }
  }

  private boolean isCompleted(String run) throws IOException {
    try (RunLog log = KafkaRuns.open(servers, Map.of())) {
      return log.runs().stream()
          .anyMatch(entry -> entry.run().equals(run) && entry.phase().equals("completed"));
    }
  }

  private PublisherSettings settings() {
    return PublisherSettings.builder()
        .bootstrapServers(servers)
        .maxWait(Duration.ofDays(7))
        .closeTimeout(Duration.ofMinutes(5))
        .build();
  }

  /** Returns how many seconds it took until all were acknowledged. */
  private double publish(String run, int steps) {
    long begun = System.nanoTime();
    RunPublisher publisher =
        RunPublisher.start(
            settings().toBuilder().runId(new RunId(run)).build(), RunDescription.of("benchmark"));
    MetricSlot[] slots = new MetricSlot[METRICS];
    for (int i = 0; i < METRICS; i++) {
      slots[i] = publisher.slot(MetricName.of("metric_" + i));
    }
    for (int step = 0; step < steps; step++) {
      publisher.step(step, 1_700_000_000_000_000L + step * STEP_MICROS);
      for (int i = 0; i < METRICS; i++) {
        publisher.put(slots[i], 1.0 / (1 + step + i));
      }
      publisher.commit();
    }
    publisher.close();
    if (publisher.droppedSteps() + publisher.undeliveredSteps() > 0) {
      throw new AssertionError("not all steps of " + run + " arrived");
    }
    return (System.nanoTime() - begun) / 1e9;
  }

  private void measureRates() throws IOException {
    System.out.println(
        "a run of 100 steps a second, replayed for 10 s; deviation of the rate from the original's"
            + " times the speed (bar 2 %)");
    System.out.printf(
        "%-6s %12s %14s %12s %16s%n", "", "rows", "steps/s", "deviation", "worst second");
    for (int factor : new int[] {1, 10, 100}) {
      SecondsWatch watch = new SecondsWatch(100.0 * factor);
      Replayed replayed =
          replay("paced", new Speed(factor), new StepRange(0, 1000L * factor), watch);
      double rate = (replayed.rows() - 1) / replayed.seconds();
      System.out.printf(
          Locale.ROOT,
          "%-6s %,12d %14.2f %10.3f %% %14.3f %%%n",
          factor + "x",
          replayed.rows(),
          rate,
          100 * (rate / (100.0 * factor) - 1),
          100 * watch.worst);
    }
  }

  private void measureMax() throws Exception {
    double[] plain = new double[ROUNDS];
    double[] resolved = new double[ROUNDS];
    double[] raw = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      plain[round] = publish("plain-" + round, FAST_STEPS);
      long begun = System.nanoTime();
      replay("fast", Speed.MAX, StepRange.ALL, new SecondsWatch(1));
      resolved[round] = (System.nanoTime() - begun) / 1e9;
      begun = System.nanoTime();
      replayRaw();
      raw[round] = (System.nanoTime() - begun) / 1e9;
    }
    System.out.printf(
        Locale.ROOT,
        "%na run of %,d steps of %d metrics at speed max, until all is acknowledged; median of"
            + " %d%n",
        FAST_STEPS,
        METRICS,
        ROUNDS);
    System.out.printf("%-26s %12s %10s%n", "", "steps/s", "ratio");
    print("published from memory", plain, plain);
    print("replayed from the log", resolved, plain);
    print("replayed raw", raw, plain);
  }

  private static void print(String name, double[] seconds, double[] baseline) {
    System.out.printf(
        Locale.ROOT,
        "%-26s %,12.0f %10.2f%n",
        name,
        FAST_STEPS / median(seconds),
        median(baseline) / median(seconds));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private Replayed replay(String run, Speed speed, StepRange range, ReplayWatch watch)
      throws IOException {
    try (RunLog log = KafkaRuns.open(servers, Map.of())) {
      RunEntry entry = log.find(run);
      try (RunRows rows = ResolvedRows.open(log, entry)) {
        return complete(
            ResolvedReplay.of(new ReplayPlan(entry, newId(), speed, range), rows, settings(), watch)
                .run());
      }
    }
  }

  private void replayRaw() throws IOException {
    try (RunLog log = KafkaRuns.open(servers, Map.of())) {
      RunEntry entry = log.find("fast");
      try (RunRecords records = log.records(entry)) {
        complete(
            RawReplay.of(
                    new ReplayPlan(entry, newId(), Speed.MAX, StepRange.ALL),
                    records,
                    settings(),
                    new SecondsWatch(1))
                .run());
      }
    }
  }

  private RunId newId() {
    return new RunId("replay-" + replays++);
  }

  private static Replayed complete(Replayed replayed) {
    if (replayed.isIncomplete()) {
      throw new AssertionError("not all arrived: " + replayed);
    }
    return replayed;
  }

  /** Counts the rows of each second. */
  private static final class SecondsWatch implements ReplayWatch {
    private final double perSecond;
    private long begun;
    private long second;
    private long rowsBefore;
    private double worst;

    SecondsWatch(double perSecond) {
      this.perSecond = perSecond;
    }

    @Override
    public boolean isStopped() {
      return false;
    }

    @Override
    public void replayed(long step, long rows, double speed) {
      long now = System.nanoTime();
      if (rows == 1) {
        begun = now;
        rowsBefore = 1;
      } else if (now - begun >= (second + 1) * 1_000_000_000L) {
        // By the time that it took, as no row falls just on the second.
        double deviation = (rows - rowsBefore) / perSecond / ((now - begun) / 1e9 - second) - 1;
        worst = Math.abs(deviation) > Math.abs(worst) ? deviation : worst;
        second++;
        rowsBefore = rows;
      }
    }

    @Override
    public void waits(double seconds) {}

    @Override
    public void note(String sentence) {}
  }
}
