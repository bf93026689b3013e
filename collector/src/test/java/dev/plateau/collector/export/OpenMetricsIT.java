package dev.plateau.collector.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plateau.collector.PrometheusServer;
import dev.plateau.collector.RealServers;
import dev.plateau.collector.export.ListedRows.Row;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An exported run through the real promtool into a real Prometheus, and back, value by value. */
class OpenMetricsIT {
  private static final int STEPS = 3000;
  private static final long START_MICROS = 1_700_000_000_000_000L;

  /** Metrics and the series that /metrics makes of them. */
  private static final Map<String, String> SERIES =
      Map.of(
          "loss", "plateau_run_loss",
          "ntk_rank", "plateau_run_ntk_rank",
          "feature_sparsity/l\"1\\", "plateau_run_feature_sparsity_ratio{layer=l\"1\\}",
          "feature_sparsity/2", "plateau_run_feature_sparsity_ratio{layer=2}",
          "loss/2", "plateau_run_custom{layer=2, metric=loss}",
          "Größe", "plateau_run_custom{metric=Größe}");

  @TempDir Path folder;

  private final List<Row> rows = new ArrayList<>();

  /** Steps at odd times, many within a millisecond, some back in time; probes that answer late. */
  private void makeRows() {
    Random random = new Random(4);
    long time = START_MICROS;
    for (int step = 0; step < STEPS; step++) {
      time += random.nextInt(50) == 0 ? -1500 : random.nextInt(4000);
      Map<String, Double> values = new LinkedHashMap<>();
      values.put("loss", value(random));
      values.put("feature_sparsity/l\"1\\", value(random));
      if (step > 100) {
        values.put("loss/2", value(random));
        values.put("Größe", value(random));
      }
      rows.add(new Row(1, 2L * step, time, values));
      if (step % 100 == 99) {
        long late = 2L * (step - 40);
        rows.add(new Row(1, late, time + 3, Map.of("ntk_rank", value(random))));
        rows.add(new Row(1, late + 1, time + 4, Map.of("feature_sparsity/2", value(random))));
      }
    }
  }

  private static double value(Random random) {
    return switch (random.nextInt(20)) {
      case 0 -> Double.NaN;
      case 1 -> random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
      case 2 -> Double.MIN_VALUE;
      default -> random.nextGaussian() * Math.pow(10, random.nextInt(30) - 15);
    };
  }

  /** What Prometheus must have: by series, values by milliseconds. */
  private Map<String, NavigableMap<Long, Double>> expected(SampleTime time, int[] leftOut) {
    Map<String, NavigableMap<Long, Double>> expected = new HashMap<>();
    for (Row row : rows) {
      long millis = time == SampleTime.STEP ? row.step() * 1000 : row.timeMicros() / 1000;
      row.values()
          .forEach(
              (metric, value) -> {
                NavigableMap<Long, Double> series =
                    expected.computeIfAbsent(SERIES.get(metric), s -> new TreeMap<>());
                if (!series.isEmpty() && millis <= series.lastKey()) {
                  leftOut[0]++;
                }
                if (series.isEmpty() || millis >= series.lastKey()) {
                  series.put(millis, value);
                }
              });
    }
    return expected;
  }

  @Test
  void run_throughPromtoolIntoPrometheus_comesBackExactly() throws Exception {
    Path promtool = RealServers.require("promtool");
    makeRows();
    for (ExportFormat format :
        List.of(ExportFormat.OPENMETRICS_WALL, ExportFormat.OPENMETRICS_STEP)) {
      SampleTime time = format == ExportFormat.OPENMETRICS_STEP ? SampleTime.STEP : SampleTime.WALL;
      int[] leftOut = new int[1];
      Map<String, NavigableMap<Long, Double>> expected = expected(time, leftOut);
      ExportResult result =
          new Exporter(format, folder.resolve("out"), ExportWatch.NONE)
              .export(ListedRows.entry("r1", true, 1), run -> new ListedRows(rows));
      assertThat(result.leftOut()).isEqualTo(leftOut[0]);
      assertThat(result.leftOut() == 0).isEqualTo(time == SampleTime.STEP);
      Path server = Files.createDirectories(folder.resolve(format.key()));
      Path file = result.folder().resolve(time.name().toLowerCase(Locale.ROOT) + ".om");
      createBlocks(promtool, file, server.resolve("data"));
      try (PrometheusServer prometheus = PrometheusServer.over(server)) {
        assertThat(stored(prometheus)).isEqualTo(expected);
      }
    }
  }

  private static void createBlocks(Path promtool, Path file, Path data) throws Exception {
    Process process =
        new ProcessBuilder(
                promtool.toString(),
                "tsdb",
                "create-blocks-from",
                "--max-block-duration=486h",
                "openmetrics",
                file.toString(),
                data.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static Map<String, NavigableMap<Long, Double>> stored(PrometheusServer prometheus)
      throws Exception {
    Map<String, NavigableMap<Long, Double>> stored = new HashMap<>();
    JsonNode answer =
        prometheus.await(
            "{run=\"r1\"}[100y] @ 2000000000", series -> series.size() == SERIES.size());
    for (JsonNode series : answer) {
      TreeMap<String, String> labels = new TreeMap<>();
      series
          .path("metric")
          .properties()
          .forEach(l -> labels.put(l.getKey(), l.getValue().asText()));
      String name = labels.remove("__name__");
      assertThat(labels.remove("run")).isEqualTo("r1");
      assertThat(labels.remove("experiment")).isEqualTo("it's \"x\"");
      TreeMap<Long, Double> values = new TreeMap<>();
      for (JsonNode value : series.path("values")) {
        values.put(
            value.get(0).decimalValue().movePointRight(3).longValueExact(),
            number(value.get(1).asText()));
      }
      stored.put(labels.isEmpty() ? name : name + labels, values);
    }
    return stored;
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
