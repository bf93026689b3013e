package dev.plateau.trainer.cli;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.listener.StepSink;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Shows how far a run is, from the rows that pass: a line redrawn in place on a terminal, a line
 * every few seconds elsewhere. Used by the thread that writes the rows.
 */
final class Progress implements StepSink {
  private static final long REDRAW_NANOS = 200_000_000;
  private static final long LINE_NANOS = 5_000_000_000L;

  /** The rate shown forgets what is older than some three of these. */
  private static final double RATE_SECONDS = 3;

  private final StepSink sink;
  private final PrintWriter out;
  private final Optional<Terminal> terminal;
  private final long plannedRows;
  private final long rowsBefore;
  private final LongSupplier nanoTime;
  private final long intervalNanos;
  private final long begun;

  private boolean isStep;
  private long rows;
  private long step;
  private double loss = Double.NaN;
  private long shownAt;
  private long shownRows;
  private double rate = Double.NaN;

  /**
   * Progress of a run.
   *
   * @param plannedRows how many rows will come; 0: not known
   */
  Progress(
      StepSink sink,
      PrintWriter out,
      Optional<Terminal> terminal,
      long plannedRows,
      LongSupplier nanoTime) {
    this(sink, out, terminal, plannedRows, 0, nanoTime);
  }

  /**
   * Progress of a run that is resumed.
   *
   * @param plannedRows how many rows it will have
   * @param rowsBefore how many of them it has already
   */
  Progress(
      StepSink sink,
      PrintWriter out,
      Optional<Terminal> terminal,
      long plannedRows,
      long rowsBefore,
      LongSupplier nanoTime) {
    this.rowsBefore = rowsBefore;
    rows = rowsBefore;
    this.sink = sink;
    this.out = out;
    this.terminal = terminal;
    this.plannedRows = plannedRows;
    this.nanoTime = nanoTime;
    intervalNanos = terminal.isPresent() ? REDRAW_NANOS : LINE_NANOS;
    begun = nanoTime.getAsLong();
    shownAt = begun;
  }

  @Override
  public void step(long begunStep) {
    step = begunStep;
    isStep = true;
    sink.step(begunStep);
  }

  /** Further rows of steps are no progress. */
  @Override
  public void again(long ofStep) {
    isStep = false;
    sink.again(ofStep);
  }

  @Override
  public void put(MetricName name, double value) {
    if (isStep && name.equals(Metrics.LOSS)) {
      loss = value;
    }
    sink.put(name, value);
  }

  @Override
  public void commit() {
    sink.commit();
    if (isStep) {
      count(step, loss);
    }
  }

  /** Counts a row that went another way. */
  void count(long rowStep, double rowLoss) {
    step = rowStep;
    loss = rowLoss;
    rows++;
    long now = nanoTime.getAsLong();
    if (rows == rowsBefore + 1) {
      shownAt = now; // what came before was no training: data, first weights
      shownRows = rows;
    } else if (now - shownAt >= intervalNanos) {
      show(now);
    }
  }

  /** Ends the line that is redrawn, showing the last row. */
  void finish() {
    if (terminal.isPresent() && rows > rowsBefore) {
      show(nanoTime.getAsLong());
      out.println();
      out.flush();
    }
  }

  /** Since the progress began. */
  double seconds() {
    return (nanoTime.getAsLong() - begun) / 1e9;
  }

  private void show(long now) {
    double elapsed = Math.max(1, now - shownAt) / 1e9;
    double present = (rows - shownRows) / elapsed;
    rate =
        Double.isNaN(rate)
            ? present
            : rate + (1 - Math.exp(-elapsed / RATE_SECONDS)) * (present - rate);
    shownAt = now;
    shownRows = rows;
    if (terminal.isPresent()) {
      int width = terminal.get().columns() - 1;
      String line = bar(width) + text();
      String cut = line.length() > width ? line.substring(0, width) : line;
      out.print("\r" + cut + " ".repeat(width - cut.length()));
    } else {
      out.println(text());
    }
    out.flush();
  }

  private String bar(int width) {
    int cells = Math.min(24, width / 4);
    if (plannedRows <= 0 || cells < 4) {
      return "";
    }
    int full = (int) (cells * Math.min(1.0, rows / (double) plannedRows));
    return "[" + "#".repeat(full) + "-".repeat(cells - full) + "] ";
  }

  private String text() {
    String percent =
        plannedRows > 0 ? String.format(Locale.ROOT, "%3d %%  ", 100 * rows / plannedRows) : "";
    String left =
        plannedRows > rows && rate > 0 ? "  " + clock((plannedRows - rows) / rate) + " left" : "";
    return String.format(
        Locale.ROOT, "%sstep %d  loss %.3g  %s steps/s%s", percent, step, loss, shown(rate), left);
  }

  private static String shown(double rate) {
    return String.format(Locale.ROOT, rate < 10 ? "%.1f" : "%.0f", rate);
  }

  private static String clock(double seconds) {
    long whole = Math.round(seconds);
    return whole < 3600
        ? "%d:%02d".formatted(whole / 60, whole % 60)
        : "%d:%02d:%02d".formatted(whole / 3600, whole / 60 % 60, whole % 60);
  }
}
