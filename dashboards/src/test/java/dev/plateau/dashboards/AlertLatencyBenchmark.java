package dev.plateau.dashboards;

import dev.plateau.collector.Condition;
import dev.plateau.collector.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How long people wait for the news of an end of stabilization: from the append of the record that
 * reveals it to the notification at a webhook, with the real servers as shipped, at two paces of
 * Prometheus. The baseline of the same run is the part that is the collector's: from the append to
 * the series on {@code /metrics}. Prints, asserts nothing.
 */
public final class AlertLatencyBenchmark {
  private static final int EVENTS = 25;

  private AlertLatencyBenchmark() {}

  /** Runs for about six minutes; the working folder is that of the module dashboards. */
  public static void main(String[] args) throws Exception {
    for (int seconds : new int[] {1, 5}) {
      measure(Duration.ofSeconds(seconds));
    }
  }

  private static void measure(Duration interval) throws Exception {
    Path folder = Files.createTempDirectory("plateau-latency");
    try (LaunchedCollector collector =
            LaunchedCollector.start(Files.createDirectories(folder.resolve("collector")));
        AlertChain chain = AlertChain.behind(folder, collector.metricsUri(), interval);
        Producer<byte[], byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", collector.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      List<SyntheticRun> runs = stable(producer);
      chain.await("sum(plateau_runs{phase=\"stabilized\"}) == " + EVENTS);
      double[] shown = new double[EVENTS];
      double[] told = new double[EVENTS];
      // Events come at any time between two scrapes.
      Random random = new Random(1);
      for (int i = 0; i < EVENTS; i++) {
        TimeUnit.MILLISECONDS.sleep(random.nextLong(interval.toMillis()));
        String name = name(i);
        runs.get(i).lossesAt(0.05, 100);
        Instant appended = runs.get(i).appended();
        new Page(collector.metricsUri())
            .await(name, page -> page.contains("_end_step{cause=\"drift\",experiment=\"" + name));
        shown[i] = secondsSince(appended, Instant.now());
        Condition.await(
            name, () -> chain.webhook().firstNotified("LossStabilizationEnded", name).isPresent());
        told[i] =
            secondsSince(
                appended,
                chain.webhook().firstNotified("LossStabilizationEnded", name).orElseThrow());
      }
      print(interval, shown, told);
    }
  }

  /** Each with an experiment of its own, so that none waits for another one's group. */
  private static List<SyntheticRun> stable(Producer<byte[], byte[]> producer) {
    List<SyntheticRun> runs = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      SyntheticRun run =
          new SyntheticRun(
              producer, name(i), ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
      run.start(name(i));
      run.lossesAt(0.5, 400);
      runs.add(run);
    }
    return runs;
  }

  private static String name(int event) {
    return "event-%02d".formatted(event);
  }

  private static double secondsSince(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e9;
  }

  private static void print(Duration interval, double[] shown, double[] told) {
    Arrays.sort(shown);
    Arrays.sort(told);
    System.out.printf(
        Locale.ROOT,
        "scrape and evaluation every %d s, %d events: append to webhook median %.2f s, p90 %.2f s;"
            + " append to /metrics median %.2f s, p90 %.2f s; ratio of medians %.1f%n",
        interval.toSeconds(),
        EVENTS,
        told[EVENTS / 2],
        told[EVENTS * 9 / 10],
        shown[EVENTS / 2],
        shown[EVENTS * 9 / 10],
        told[EVENTS / 2] / shown[EVENTS / 2]);
  }
}
