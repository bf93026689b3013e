package dev.plateau.collector.cli;

import dev.plateau.collector.log.TailRow;
import dev.plateau.protocol.MetricName;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Rows of a run as a table that goes on: a column for each metric, as wide as its values so far.
 * The head is printed again where a metric is new. Not thread-safe.
 */
final class RowTable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final int FIXED = 2;

  private final List<String> heads = new ArrayList<>(List.of("STEP", "TIME"));
  private final List<Integer> widths = new ArrayList<>(List.of(0, 0));
  private final List<MetricName> metrics = new ArrayList<>();
  private boolean headIsDue = true;

  /** A table that begins with these metrics; others are added as they come. */
  RowTable(List<MetricName> metrics) {
    metrics.forEach(this::add);
  }

  private void add(MetricName metric) {
    metrics.add(metric);
    heads.add(metric.toString());
    widths.add(0);
    headIsDue = true;
  }

  /** Prints rows below those before. */
  void print(List<TailRow> rows, PrintWriter out) {
    for (TailRow row : rows) {
      for (MetricName metric : row.metrics().keySet()) {
        if (!metrics.contains(metric)) {
          add(metric);
        }
      }
    }
    List<List<String>> cells = rows.stream().map(this::cells).toList();
    widen(heads);
    cells.forEach(this::widen);
    if (headIsDue && !rows.isEmpty()) {
      headIsDue = false;
      out.println(line(heads));
    }
    cells.forEach(row -> out.println(line(row)));
    out.flush();
  }

  private List<String> cells(TailRow row) {
    List<String> cells = new ArrayList<>(heads.size());
    cells.add(Long.toString(row.step()));
    cells.add(TIME.format(Instant.EPOCH.plus(row.timeMicros(), ChronoUnit.MICROS)));
    for (MetricName metric : metrics) {
      Double value = row.metrics().get(metric);
      cells.add(value == null ? "-" : number(value));
    }
    return cells;
  }

  /** Six digits, as many as needed of them. */
  private static String number(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e9) {
      return Long.toString((long) value);
    }
    return String.format(Locale.ROOT, "%.6g", value);
  }

  private void widen(List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      widths.set(i, Math.max(widths.get(i), cells.get(i).length()));
    }
  }

  /** Numbers stand to the right. */
  private String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String padding = " ".repeat(widths.get(i) - cells.get(i).length());
      line.append(i == 0 ? "" : "  ");
      line.append(i == FIXED - 1 ? cells.get(i) + padding : padding + cells.get(i));
    }
    return line.toString();
  }
}
