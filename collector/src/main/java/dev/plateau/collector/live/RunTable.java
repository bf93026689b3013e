package dev.plateau.collector.live;

import dev.plateau.collector.run.MetricView;
import dev.plateau.collector.run.RunView;
import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All runs, one a line: name, step of planned, mean loss, its curve so far, phase, what is hidden
 * in the loss (NTK rank, feature sparsity, norm of irrelevant weights). Not thread-safe.
 */
public final class RunTable {
  private static final int HISTORY_POINTS = 24;

  private final Sparkline sparkline;
  private final Map<String, LossHistory> histories = new HashMap<>();

  /** An empty table that draws with block characters, or with ASCII ones. */
  public RunTable(boolean unicode) {
    sparkline = new Sparkline(unicode);
  }

  /**
   * The lines of the table, its head first, none wider than asked.
   *
   * @param views the runs; each call adds a point to their curves
   */
  public List<String> render(List<RunView> views, int columns) {
    String format = format(views, columns);
    List<String> lines = new ArrayList<>();
    lines.add(line(format, columns, "run", "step", "mean loss", "so far, log", "phase", "hidden"));
    for (RunView view : views) {
      LossHistory history =
          histories.computeIfAbsent(view.run(), run -> new LossHistory(HISTORY_POINTS));
      if (!view.phase().isEnd() && view.lastStep() >= 0) {
        history.add(view.progress().smoothedLoss());
      }
      lines.add(
          line(
              format,
              columns,
              label(view),
              step(view),
              String.format(Locale.ROOT, "%.3g", view.progress().smoothedLoss()),
              sparkline.draw(history.points()),
              view.phase().label(),
              hidden(view)));
    }
    return lines;
  }

  /** Columns as wide as what they hold; a name gives way so that the phase can be seen. */
  private static String format(List<RunView> views, int columns) {
    int step = views.stream().mapToInt(view -> step(view).length()).max().orElse(4);
    int name = views.stream().mapToInt(view -> label(view).length()).max().orElse(3);
    int others = Math.max(step, 4) + HISTORY_POINTS + 9 + 11 + 4 * 2;
    name = Math.min(name, Math.max(12, columns - others));
    return "%-"
        + name
        + "."
        + name
        + "s  %"
        + Math.max(step, 4)
        + "s  %9s  %-"
        + HISTORY_POINTS
        + "s  %-11s  %s";
  }

  private static String line(String format, int columns, Object... cells) {
    String line = String.format(Locale.ROOT, format, cells).stripTrailing();
    return line.length() <= columns ? line : line.substring(0, columns);
  }

  private static String label(RunView view) {
    return view.name().isEmpty() ? view.run() : view.name();
  }

  private static String step(RunView view) {
    String step = view.lastStep() < 0 ? "-" : Long.toString(view.lastStep());
    return view.plannedSteps() == 0 ? step : step + "/" + (view.plannedSteps() - 1);
  }

  private static String hidden(RunView view) {
    List<String> parts = new ArrayList<>();
    add(parts, view, Metrics.NTK_RANK, "rank %.0f");
    add(parts, view, Metrics.PREDICTOR_NONZEROS, "nonzeros %.0f");
    add(parts, view, Metrics.W1_IRRELEVANT_NORM, "irrelevant W1 %.3g");
    for (MetricView metric : view.metrics()) {
      if (metric.name().metric().equals(Metrics.FEATURE_SPARSITY)) {
        parts.add(
            String.format(Locale.ROOT, "sparsity %s %.2f", metric.name().layer(), metric.value()));
      }
    }
    return String.join(", ", parts);
  }

  private static void add(List<String> parts, RunView view, MetricName name, String format) {
    view.metric(name).ifPresent(m -> parts.add(String.format(Locale.ROOT, format, m.value())));
  }
}
