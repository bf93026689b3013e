package dev.plateau.collector.cli;

import dev.plateau.collector.live.Sparkline;
import dev.plateau.collector.look.CurveCell;
import dev.plateau.collector.look.CurveReading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * A curve as text: the largest, mean and smallest values of its cells one below the other, so that
 * no spike is lost in a mean and no trend in the spikes. Each line has a logarithmic axis of its
 * own and says what it spans: on a common one, single samples' losses of 1e-16 would flatten the
 * rest. One line where all are the same.
 */
final class CurveText {
  private static final int BESIDE_CELLS = 7 + 25;

  private final Sparkline sparkline;
  private final int columns;

  /**
   * @param unicode whether block characters may be used
   * @param columns width of the whole
   */
  CurveText(boolean unicode, int columns) {
    sparkline = new Sparkline(unicode);
    this.columns = columns;
  }

  List<String> lines(CurveReading reading) {
    List<CurveCell> cells = reading.curve().cells(Math.max(8, columns - BESIDE_CELLS));
    if (cells.isEmpty()) {
      return List.of("No value of " + reading.metric() + " is in the log.");
    }
    List<String> lines = new ArrayList<>();
    lines.add(WrappedItems.cut(head(reading, cells), columns));
    if (cells.stream().allMatch(cell -> cell.values() <= 1)) {
      lines.add(line("", cells, CurveCell::max));
    } else {
      lines.add(line("most", cells, cell -> cell.notFinite() > 0 ? Double.NaN : cell.max()));
      lines.add(line("mean", cells, CurveCell::mean));
      lines.add(line("least", cells, CurveCell::min));
    }
    long notFinite = cells.stream().mapToLong(CurveCell::notFinite).sum();
    if (notFinite > 0) {
      lines.add(" x: infinite or NaN, " + notFinite + " values in all");
    }
    if (cells.stream().anyMatch(cell -> cell.min() <= 0)) {
      lines.add(" x: zero or negative, which a logarithmic axis does not have");
    }
    if (reading.isSampled()) {
      lines.addAll(sampled(reading));
    }
    return lines;
  }

  private static String head(CurveReading reading, List<CurveCell> cells) {
    long first = reading.curve().firstStep();
    long last = reading.curve().lastStep();
    double stepsPerCell = (last - first + 1.0) / cells.size();
    return reading.metric()
        + ", step "
        + first
        + " to "
        + last
        + (stepsPerCell == 1
            ? ""
            : String.format(Locale.ROOT, ", about %.0f steps a cell", stepsPerCell))
        + ", logarithmic";
  }

  private String line(String label, List<CurveCell> cells, ToDoubleFunction<CurveCell> value) {
    double[] values = cells.stream().mapToDouble(value).toArray();
    StringBuilder drawn = new StringBuilder(sparkline.draw(values));
    for (int i = 0; i < values.length; i++) {
      if (cells.get(i).isEmpty()) {
        // Where nothing was said, nothing is drawn.
        drawn.setCharAt(i, ' ');
      }
    }
    return String.format(Locale.ROOT, " %-5s ", label) + drawn + "  " + span(values);
  }

  private static String span(double[] values) {
    double[] drawable =
        Arrays.stream(values).filter(v -> v > 0 && Double.isFinite(v)).sorted().toArray();
    if (drawable.length == 0) {
      return "";
    }
    double low = drawable[0];
    double high = drawable[drawable.length - 1];
    return low == high
        ? String.format(Locale.ROOT, "%.3g", low)
        : String.format(Locale.ROOT, "%.3g to %.3g", low, high);
  }

  private static List<String> sampled(CurveReading reading) {
    return List.of(
        String.format(
            Locale.ROOT,
            " Sampled at %d places, %.2g %% of its records: a spike between them is not seen;",
            reading.samples(),
            100 * reading.shareRead()),
        " --whole reads all of it.");
  }
}
