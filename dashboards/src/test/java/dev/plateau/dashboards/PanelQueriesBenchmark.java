package dev.plateau.dashboards;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plateau.collector.PrometheusServer;
import dev.plateau.collector.RealServers;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How long a real Prometheus takes for each panel's queries, with 1,000 runs and an hour of their
 * history at the shipped scrape interval. Baseline, in the same run: the present step of all runs,
 * the cheapest thing that one can ask of 1,000 series. Prints, asserts nothing.
 */
public final class PanelQueriesBenchmark {
  private static final int RUNS = 1_000;
  private static final int EXPERIMENTS = 20;
  private static final int HISTORY_SECONDS = 3_600;
  private static final int SCRAPE_SECONDS = 5;
  private static final int ROUNDS = 5;

  /** Metrics of each run, with further labels. */
  private static final List<String> OF_EACH_RUN =
      List.of(
          "plateau_run_step",
          "plateau_run_planned_steps",
          "plateau_run_phase_code",
          "plateau_run_loss_smoothed",
          "plateau_run_ntk_rank",
          "plateau_run_step_interval_seconds",
          "plateau_run_last_step_timestamp_seconds",
          "plateau_run_start_timestamp_seconds",
          "plateau_run_missing_records",
          "plateau_run_dropped_steps",
          "plateau_run_loss_min",
          "plateau_run_loss_max");

  private PanelQueriesBenchmark() {}

  /** Runs for some minutes and writes about a gigabyte to the folder for temporary files. */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("plateau-panels");
    try {
      long to = Instant.now().getEpochSecond() / SCRAPE_SECONDS * SCRAPE_SECONDS;
      writeHistory(folder, to);
      URI nobody = URI.create("http://127.0.0.1:9");
      try (PrometheusServer prometheus = PrometheusServer.scraping(folder, nobody)) {
        prometheus.await("vector(1)", result -> result.size() == 1);
        measure(new PanelQueries(prometheus.api()), to);
      }
    } finally {
      delete(folder);
    }
  }

  private static void measure(PanelQueries queries, long to) throws Exception {
    Choice choice =
        new Choice(
            Map.of("experiment", ".*", "instance", ".*", "run", "run-7"),
            to - HISTORY_SECONDS,
            to,
            SCRAPE_SECONDS);
    var baseline =
        new ObjectMapper().createObjectNode().put("expr", "plateau_run_step").put("instant", true);
    double base = median(() -> queries.ask(baseline, choice));
    System.out.printf(
        Locale.ROOT,
        "%,d runs, an hour at %d s; present step of all runs: %.0f ms%n",
        RUNS,
        SCRAPE_SECONDS,
        base);
    System.out.printf("%-52s %8s %8s%n", "panel, all its queries in turn", "ms", "ratio");
    record Cost(String panel, double millis) {}
    List<Cost> costs = new java.util.ArrayList<>();
    for (PanelFile panel : PanelFile.all()) {
      costs.add(new Cost(panel.name(), median(() -> queries.ask(panel, seen(panel, choice)))));
    }
    costs.sort(Comparator.comparingDouble(Cost::millis).reversed());
    for (Cost cost : costs.subList(0, 12)) {
      System.out.printf(
          Locale.ROOT, "%-52s %8.0f %8.1f%n", cost.panel(), cost.millis(), cost.millis() / base);
    }
    System.out.printf(
        Locale.ROOT,
        "slowest %.0f ms (bar 1000 ms); all other %d panels below %.0f ms%n",
        costs.get(0).millis(),
        costs.size() - 12,
        costs.get(12).millis());
  }

  /** With as many points as the panel asks for. */
  private static Choice seen(PanelFile panel, Choice choice) {
    int points = panel.json().path("maxDataPoints").asInt(1_000);
    long step = Math.max(SCRAPE_SECONDS, HISTORY_SECONDS / points);
    return new Choice(choice.variables(), choice.fromSeconds(), choice.toSeconds(), step);
  }

  private interface Question {
    Object ask() throws Exception;
  }

  private static double median(Question question) throws Exception {
    double[] millis = new double[ROUNDS];
    question.ask();
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      question.ask();
      millis[round] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis);
    return millis[ROUNDS / 2];
  }

  private static void writeHistory(Path folder, long to) throws Exception {
    Path file = folder.resolve("history.om");
    try (BufferedWriter out = Files.newBufferedWriter(file, UTF_8)) {
      for (String metric : OF_EACH_RUN) {
        out.write("# TYPE " + metric + " gauge\n");
        for (int run = 0; run < RUNS; run++) {
          write(out, metric, "", run, to);
        }
      }
      out.write("# TYPE plateau_run_info gauge\n");
      for (int run = 0; run < RUNS; run++) {
        write(
            out, "plateau_run_info", ",name=\"name of " + run + "\",seed=\"" + run + "\"", run, to);
      }
      out.write("# EOF\n");
    }
    Process process =
        new ProcessBuilder(
                RealServers.require("promtool").toString(),
                "tsdb",
                "create-blocks-from",
                "openmetrics",
                file.toString(),
                folder.resolve("data").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("promtool.log").toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(folder.resolve("promtool.log")));
    }
    Files.delete(file);
  }

  private static void write(BufferedWriter out, String metric, String labels, int run, long to)
      throws IOException {
    String series =
        metric
            + "{experiment=\"experiment-"
            + run % EXPERIMENTS
            + "\",run=\"run-"
            + run
            + "\""
            + labels
            + "} ";
    for (long at = to - HISTORY_SECONDS; at <= to; at += SCRAPE_SECONDS) {
      // One in ten has ended half an hour ago.
      if (run % 10 == 0 && at > to - HISTORY_SECONDS / 2) {
        break;
      }
      out.write(series);
      out.write(value(metric, run, at, to));
      out.write(' ');
      out.write(Long.toString(at));
      out.write('\n');
    }
  }

  private static String value(String metric, int run, long at, long to) {
    long age = at - (to - HISTORY_SECONDS);
    return switch (metric) {
      case "plateau_run_step" -> Long.toString(100 * age + run);
      case "plateau_run_planned_steps" -> "1000000";
      case "plateau_run_phase_code" -> age < 600 ? "1" : age < 2_400 ? "2" : "3";
      case "plateau_run_info" -> "1";
      case "plateau_run_last_step_timestamp_seconds" -> Long.toString(at);
      case "plateau_run_start_timestamp_seconds" -> Long.toString(to - HISTORY_SECONDS);
      case "plateau_run_missing_records", "plateau_run_dropped_steps" -> "0";
      default ->
          Double.toString(Math.exp(-1e-3 * age) * (1 + 0.1 * Math.sin((double) (run + age))));
    };
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
