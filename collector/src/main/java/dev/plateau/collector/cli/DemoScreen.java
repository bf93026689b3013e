package dev.plateau.collector.cli;

import dev.plateau.collector.live.RunTable;
import dev.plateau.collector.live.Terminal;
import dev.plateau.collector.run.RunView;
import java.io.PrintStream;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What the demo shows. On a terminal a table redrawn in place with the latest news below it;
 * otherwise plain lines, the table now and then.
 */
final class DemoScreen implements AutoCloseable {
  private static final String HOME = "\u001b[H";
  private static final String CLEAR = "\u001b[2J";
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";
  private static final String HIDE_CURSOR = "\u001b[?25l";
  private static final String SHOW_CURSOR = "\u001b[?25h";
  private static final int PLAIN_COLUMNS = 160;

  /** As wide as the time before a piece of news. */
  private static final String INDENT = " ".repeat(10);

  private final PrintStream out;
  private final Optional<Terminal> terminal;
  private final List<String> head;
  private final int keptNews;
  private final RunTable table;
  private final Deque<String> news = new ArrayDeque<>();
  private boolean begun;

  /**
   * @param out where to draw; closed by whoever made it
   * @param terminal the terminal that out is; empty: it is none
   * @param head lines above the table
   */
  DemoScreen(PrintStream out, Optional<Terminal> terminal, List<String> head) {
    this.out = out;
    this.terminal = terminal;
    this.head = head;
    keptNews = terminal.map(t -> Math.max(3, t.rows() - head.size() - 10)).orElse(0);
    table = new RunTable(terminal.map(Terminal::unicode).orElse(false));
  }

  /** Says what happened, each line once. */
  void tell(List<String> lines) {
    for (String line : lines) {
      String timed =
          LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + "  " + line;
      if (terminal.isEmpty()) {
        out.println(timed);
      } else {
        news.addLast(timed);
        if (news.size() > keptNews) {
          news.removeFirst();
        }
      }
    }
    out.flush();
  }

  /** Draws the runs. */
  void draw(List<RunView> views) {
    if (terminal.isEmpty()) {
      if (!begun) {
        head.forEach(out::println);
      }
      table.render(views, PLAIN_COLUMNS).forEach(out::println);
    } else {
      redraw(views, terminal.get());
    }
    begun = true;
    out.flush();
  }

  private void redraw(List<RunView> views, Terminal size) {
    List<String> lines = new ArrayList<>();
    head.forEach(line -> lines.addAll(wrapped(line, size.columns() - 1)));
    lines.add("");
    lines.addAll(table.render(views, size.columns() - 1));
    lines.add("");
    news.forEach(line -> lines.addAll(wrapped(line, size.columns() - 1)));
    StringBuilder frame = new StringBuilder(begun ? "" : HIDE_CURSOR + CLEAR).append(HOME);
    for (String line : lines.subList(0, Math.min(lines.size(), size.rows() - 1))) {
      frame.append(line).append(CLEAR_LINE).append('\n');
    }
    out.print(frame.append(CLEAR_BELOW));
  }

  /** News that is too long for a line goes on in the next one, below its beginning. */
  private static List<String> wrapped(String line, int columns) {
    List<String> lines = new ArrayList<>();
    String rest = line;
    while (rest.length() > columns) {
      int space = rest.lastIndexOf(' ', columns);
      int end = space <= INDENT.length() ? columns : space;
      lines.add(rest.substring(0, end));
      rest = INDENT + rest.substring(end).stripLeading();
    }
    lines.add(rest);
    return lines;
  }

  /** Leaves the terminal as it was. */
  @Override
  public void close() {
    if (begun && terminal.isPresent()) {
      out.print(SHOW_CURSOR);
      out.flush();
    }
  }
}
