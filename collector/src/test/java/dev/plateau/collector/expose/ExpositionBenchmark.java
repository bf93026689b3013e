package dev.plateau.collector.expose;

import dev.plateau.collector.run.RunLife;
import dev.plateau.collector.run.RunPhase;
import dev.plateau.collector.run.RunViews;
import dev.plateau.protocol.MetricName;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * What a scrape of 10,000 runs (about 250,000 series) costs: {@link RunCollector} against the
 * baseline, the same series as Micrometer gauges, in one run. CPU time of the scraping thread,
 * median of nine. Prints, asserts nothing.
 */
public final class ExpositionBenchmark {
  private static final int RUNS = 10_000;
  private static final int WARM_UPS = 6;
  private static final int ROUNDS = 9;

  private ExpositionBenchmark() {}

  /** Runs for about a minute. */
  public static void main(String[] args) throws IOException {
    RunCollector collector = new RunCollector(views(), InfoLabels.DEFAULT, Scrape.CLOCK);
    PrometheusRegistry ours = new PrometheusRegistry();
    ours.register(collector);
    PrometheusRegistry baseline = new PrometheusRegistry();
    int series = registerGauges(collector, baseline);
    double[] cpu = cpuSeconds(ours);
    double[] baselineCpu = cpuSeconds(baseline);
    System.out.printf(
        Locale.ROOT,
        "%,d series: collector %.3f s CPU (collect %.3f), Micrometer gauges %.3f s (collect %.3f),"
            + " ratio %.2f%n",
        series,
        cpu[0],
        cpu[1],
        baselineCpu[0],
        baselineCpu[1],
        cpu[0] / baselineCpu[0]);
  }

  private static RunViews views() {
    RunViews views = new RunViews(RunLife.DEFAULT);
    for (int i = 0; i < RUNS; i++) {
      SampleRun run =
          new SampleRun(
                  "experiment-" + i % 20,
                  "experiment-%d-20260101T000000Z-%06d".formatted(i % 20, i))
              .describedBy("run " + i, Map.of("seed", "" + i, "optimizer", "sgd"), Map.of())
              .at(i, 100_000)
              .in(RunPhase.STABILIZED)
              .progress(0.1, 0.05, 0.2, 0.001, 0.5);
      int metrics = 0;
      for (MetricName name : Catalogue.byMetric().keySet()) {
        if (metrics++ < 7) {
          run.metric(name.toString(), 1.0 / (i + metrics));
        }
      }
      run.metric("feature_sparsity/1", 0.25).metric("feature_sparsity/2", 0.5);
      views.put(i % 8, run.view());
    }
    return views;
  }

  /** The same series as gauges, so that only the way to the text differs. */
  private static int registerGauges(RunCollector collector, PrometheusRegistry registry) {
    PrometheusMeterRegistry meters =
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, registry, Clock.SYSTEM);
    Double value = 0.1234567;
    int series = 0;
    for (MetricSnapshot snapshot : collector.collect()) {
      for (DataPointSnapshot point : snapshot.getDataPoints()) {
        Tags tags = Tags.empty();
        for (Label label : point.getLabels()) {
          tags = tags.and(Tag.of(label.getName(), label.getValue()));
        }
        Gauge.builder(snapshot.getMetadata().getName(), value, Double::doubleValue)
            .tags(tags)
            .strongReference(true)
            .register(meters);
        series++;
      }
    }
    return series;
  }

  /** Median of the whole scrape and of its collection alone. */
  private static double[] cpuSeconds(PrometheusRegistry registry) throws IOException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double[] whole = new double[ROUNDS];
    double[] collect = new double[ROUNDS];
    for (int round = -WARM_UPS; round < ROUNDS; round++) {
      long start = threads.getCurrentThreadCpuTime();
      var snapshots = registry.scrape();
      long collected = threads.getCurrentThreadCpuTime();
      ScrapeFormat.TEXT
          .writer()
          .write(OutputStream.nullOutputStream(), snapshots, EscapingScheme.UNDERSCORE_ESCAPING);
      long written = threads.getCurrentThreadCpuTime();
      if (round >= 0) {
        whole[round] = (written - start) / 1e9;
        collect[round] = (collected - start) / 1e9;
      }
    }
    Arrays.sort(whole);
    Arrays.sort(collect);
    return new double[] {whole[ROUNDS / 2], collect[ROUNDS / 2]};
  }
}
