package dev.plateau.collector.cli;

import dev.plateau.collector.live.Terminal;
import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.FigureIndex;
import dev.plateau.collector.reproduce.FigurePage;
import dev.plateau.collector.reproduce.FigureReport;
import dev.plateau.collector.reproduce.Results;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The last part of a reproduction: checks, pages, the index, and what is said of them. */
final class ReproductionPages {
  private static final String INDENT = "  ";

  private final Reproduction.Request request;
  private final PrintWriter out;
  private final PrintWriter err;

  ReproductionPages(Reproduction.Request request, PrintWriter out, PrintWriter err) {
    this.request = request;
    this.out = out;
    this.err = err;
  }

  /**
   * Writes the pages of all figures and the index.
   *
   * @return the exit code: 0 where all expectations of all figures were met
   * @throws IOException if a page cannot be written, or the log not be read
   */
  int write(Results results) throws IOException {
    boolean allMet = true;
    int done = 0;
    try (ProgressBar bar = ProgressBar.of(err)) {
      for (Figure figure : request.figures()) {
        bar.show((double) done++ / request.figures().size(), "checking " + figure.id());
        allMet &= write(figure, results, bar);
      }
    }
    Path index = new FigureIndex(request.all()).write(request.pages());
    out.println(
        (allMet ? "all expectations were met" : "not all expectations were met") + "; " + index);
    out.flush();
    return allMet ? 0 : 1;
  }

  private boolean write(Figure figure, Results results, ProgressBar bar) throws IOException {
    try {
      FigureReport report = FigureReport.of(figure, request.extent(), results);
      boolean isRun = !figure.runs(request.extent()).isEmpty();
      Path page = FigurePage.file(figure, request.pages());
      boolean isKept = !isRun && Files.exists(page);
      if (!isKept) {
        new FigurePage(request.extent(), request.drawing()).write(report, results, request.pages());
      }
      bar.clear();
      say("", figure.id() + ": " + met(report, isRun) + ", " + page + (isKept ? " as before" : ""));
      report.shortfalls().forEach(line -> say(INDENT, line));
      return isRun && report.isMet();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (RuntimeException e) {
      bar.clear();
      // A figure that cannot cope with its results must not take the others' pages along.
      err.println(figure.id() + ": its own code failed, a mistake in Plateau:");
      e.printStackTrace(err);
      err.flush();
      return false;
    }
  }

  private static String met(FigureReport report, boolean isRun) {
    return isRun ? report.met() + " of " + report.rows().size() + " met" : "not run";
  }

  private void say(String indent, String sentence) {
    List<String> lines = Paragraph.lines(sentence, columns() - 1 - 2 * indent.length());
    for (int i = 0; i < lines.size(); i++) {
      out.println((i == 0 ? indent : indent + indent) + lines.get(i));
    }
    out.flush();
  }

  /** No break of lines where a program reads them. */
  private static int columns() {
    return Terminal.find(System.getProperty("plateau.terminal"), System.getenv())
        .map(Terminal::columns)
        .orElse(Integer.MAX_VALUE);
  }
}
