package dev.plateau.collector.live;

import dev.plateau.collector.run.LossSource;
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
 * All runs, one a line: name, experiment, step of planned, loss, its curve so far, what is hidden
 * in the loss (NTK rank, feature sparsity, norm of irrelevant weights), phase. Not thread-safe.
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
    int nameWidth = views.stream().mapToInt(view -> label(view).length()).max().orElse(3);
    nameWidth = Math.min(nameWidth, Math.max(12, columns - 84));
    String format = "%-" + nameWidth + "s  %15s  %9s  %-" + HISTORY_POINTS + "s  %-11s  %s";
    List<String> lines = new ArrayList<>();
    lines.add(
        cut(
            String.format(
                Locale.ROOT, format, "run", "step", "loss", "loss so far (log)", "phase", "hidden"),
            columns));
    for (RunView view : views) {
      LossHistory history =
          histories.computeIfAbsent(view.run(), run -> new LossHistory(HISTORY_POINTS));
      if (!view.phase().isEnd() && view.lastStep() >= 0) {
        history.add(view.progress().smoothedLoss());
      }
      lines.add(
          cut(
              String.format(
                  Locale.ROOT,
                  format,
                  cut(label(view), nameWidth),
                  step(view),
                  value(view, LossSource.LOSS.metric(), "%.3g"),
                  sparkline.draw(history.points()),
                  view.phase().label(),
                  hidden(view)),
              columns));
    }
    return lines;
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

  private static String value(RunView view, MetricName name, String format) {
    return view.metric(name)
        .map(metric -> String.format(Locale.ROOT, format, metric.value()))
        .orElse("-");
  }

  private static String cut(String text, int width) {
    return text.length() <= width ? text.stripTrailing() : text.substring(0, width);
  }
}
