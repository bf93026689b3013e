package dev.plateau.dashboards;

import dev.plateau.collector.Launched;
import dev.plateau.collector.PrometheusServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Real runs that between them have something for every panel: one whose step size decays, one with
 * feature sparsity, one with irrelevant inputs, which goes on, one that diverges and fails, and one
 * that is piped in, with metrics of its own, and resumed. Whoever trains them closes them.
 */
final class PanelRuns implements AutoCloseable {
  static final String DECAYED = "decayed";
  static final String STUDENT = "student";
  static final String SUPPORT = "support";
  static final String FAILED = "failed";
  static final String RESUMED = "resumed";

  /** All of them. */
  static final List<String> ALL = List.of(DECAYED, STUDENT, SUPPORT, FAILED, RESUMED);

  /** What no experiment of ours measures yet. */
  private static final String MEASURES =
      ",\"probe_cost_ratio\":0.004,\"probes_skipped\":7,\"probes_failed\":1"
          + ",\"ntk_rank_sampled\":31,\"ntk_stable_rank\":2.5"
          + ",\"support_separation\":12.5,\"support_agreement\":0.8"
          + ",\"spectral_norm/hidden\":3.5,\"stable_rank/hidden\":4.5"
          + ",\"distance_from_init/hidden\":0.75,\"relu_pattern_change/hidden\":0.125"
          + ",\"label_noise\":0.0625,\"gradient_noise_scale\":20";

  private final Path folder;
  private final LaunchedCollector collector;
  private final PrometheusServer prometheus;
  private final List<Launched> trainers = new ArrayList<>();
  private final long fromSeconds = Instant.now().getEpochSecond();
  private long toSeconds;

  private PanelRuns(Path folder, LaunchedCollector collector, PrometheusServer prometheus) {
    this.folder = folder;
    this.collector = collector;
    this.prometheus = prometheus;
  }

  /**
   * Trains them all, side by side, and waits until Prometheus has seen the ends of all but one.
   *
   * @param folder gets what they print
   */
  static PanelRuns train(Path folder, LaunchedCollector collector, PrometheusServer prometheus)
      throws Exception {
    PanelRuns runs = new PanelRuns(folder, collector, prometheus);
    try {
      runs.train();
      return runs;
    } catch (Exception | AssertionError e) {
      runs.close();
      throw e;
    }
  }

  private void train() throws Exception {
    start(DECAYED, "diagonal", "--set", "rate=decay-30", "--steps", "30001", "--pace", "1500");
    start(FAILED, "diagonal", "--set", "rate-scale=1.3", "--steps", "30001", "--pace", "20");
    start(STUDENT, "teacher-student-3", "--steps", "6001", "--pace", "400");
    start(SUPPORT, "support-linear", "--pace", "100");
    pipe(0, 400);
    // From an earlier step on, as a trainer does that goes back to its checkpoint.
    pipe(200, 600);
    awaitEnds();
    // The whole second behind what was just seen: at the one before it, it was not there yet.
    toSeconds = Instant.now().getEpochSecond() + 1;
  }

  private void start(String run, String... experiment) throws IOException {
    List<String> command = new ArrayList<>(List.of("train"));
    command.addAll(List.of(experiment));
    command.addAll(List.of("--run-id", run, "--bootstrap-servers", collector.bootstrapServers()));
    trainers.add(Launched.start(folder.resolve(run + ".log"), "", command.toArray(new String[0])));
  }

  private void pipe(int from, int to) throws Exception {
    try (Launched pipe =
        Launched.start(
            folder.resolve(RESUMED + from + ".log"),
            "",
            "pipe",
            "--run",
            RESUMED,
            "--experiment",
            "piped",
            "--bootstrap-servers",
            collector.bootstrapServers())) {
      try (PrintWriter lines = new PrintWriter(pipe.process().outputWriter(), true)) {
        // In portions, each seen by Prometheus before the next: a curve needs points.
        for (int step = from; step < to; step++) {
          lines.println(line(step));
          if (step % 100 == 99) {
            long seen = step;
            prometheus.await(
                "plateau_run_step{run=\"" + RESUMED + "\"} == " + seen,
                result -> result.size() == 1);
          }
        }
      }
      pipe.await();
    }
  }

  private static String line(int step) {
    return "{\"step\":"
        + step
        + ",\"metrics\":{\"loss\":"
        + 1.0 / (1 + step)
        + ",\"accuracy\":0.5,\"entropy/head\":1.25"
        + MEASURES
        + "}}";
  }

  private void awaitEnds() throws Exception {
    for (String run : List.of(DECAYED, STUDENT, RESUMED)) {
      prometheus.await(
          "plateau_run_phase{run=\"" + run + "\",phase=\"completed\"}",
          result -> result.size() == 1);
    }
    prometheus.await(
        "ALERTS{alertname=~\"Diverged|RunFailed\",alertstate=\"firing\",run=\"" + FAILED + "\"}",
        result -> result.size() == 1);
    prometheus.await(
        "plateau_run_stabilization_end_step{run=\"" + DECAYED + "\"}", result -> !result.isEmpty());
  }

  /** A dashboard on which this run is picked, and all experiments and collectors. */
  Choice choice(String run) {
    String experiment =
        switch (run) {
          case STUDENT -> "teacher-student-3";
          case SUPPORT -> "support-linear";
          case RESUMED -> "piped";
          default -> "diagonal";
        };
    return new Choice(
        Map.of("run", run, "experiment", experiment, "instance", ".*"), fromSeconds, toSeconds, 1);
  }

  /** A dashboard of all runs. */
  Choice choiceOfAll() {
    return new Choice(Map.of("experiment", ".*", "instance", ".*"), fromSeconds, toSeconds, 1);
  }

  /** Ends what is still training. */
  @Override
  public void close() {
    trainers.forEach(Launched::close);
  }
}
