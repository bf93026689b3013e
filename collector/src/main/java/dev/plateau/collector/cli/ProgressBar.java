package dev.plateau.collector.cli;

import java.io.PrintWriter;
import java.util.Locale;

/**
 * One line on stderr that says how far a command is: drawn over itself at most five times a second,
 * and taken away at the end. Draws nothing where stderr is no terminal. For one thread.
 */
final class ProgressBar implements AutoCloseable {
  private static final int WIDTH = 30;
  private static final long PERIOD_NANOS = 200_000_000;
  private static final String ERASE_LINE = "\r\033[2K";

  private final PrintWriter err;
  private final int columns;
  private long drawnNanos;
  private boolean drawn;

  private ProgressBar(PrintWriter err, int columns) {
    this.err = err;
    this.columns = columns;
  }

  /** A bar on this writer of stderr, as wide as the launcher says that the terminal is. */
  static ProgressBar of(PrintWriter err) {
    String size = System.getProperty("plateau.terminal.err", "");
    int x = size.indexOf('x');
    try {
      return new ProgressBar(err, x < 0 ? 0 : Integer.parseInt(size.substring(x + 1)));
    } catch (NumberFormatException e) {
      return new ProgressBar(err, 0);
    }
  }

  /** Width of the terminal that stderr is; 0: it is none, and nothing is ever drawn. */
  int columns() {
    return columns;
  }

  /**
   * Shows the bar, unless it was drawn just now.
   *
   * @param fraction how much is done, from 0 to 1
   * @param detail what stands behind the bar, as {@code step 1,200 of 3,000}
   */
  void show(double fraction, String detail) {
    long now = System.nanoTime();
    if (columns == 0 || (drawn && now - drawnNanos < PERIOD_NANOS)) {
      return;
    }
    drawn = true;
    drawnNanos = now;
    int done = (int) Math.round(WIDTH * Math.max(0, Math.min(1, fraction)));
    String line =
        String.format(
            Locale.ROOT,
            "[%s%s] %3.0f %%  %s",
            "#".repeat(done),
            "-".repeat(WIDTH - done),
            100 * fraction,
            detail);
    // The last column stays free: a full line would make the terminal begin a new one.
    err.print(ERASE_LINE + line.substring(0, Math.min(line.length(), columns - 1)));
    err.flush();
  }

  /** Takes the bar away, so that a line can be printed; it may be shown again. */
  void clear() {
    if (drawn) {
      err.print(ERASE_LINE);
      err.flush();
      drawn = false;
    }
  }

  @Override
  public void close() {
    clear();
  }
}
