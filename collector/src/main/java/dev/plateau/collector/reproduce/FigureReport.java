package dev.plateau.collector.reproduce;

import java.util.ArrayList;
import java.util.List;

/**
 * A figure's expectations with what came of each.
 *
 * @param figure the figure
 * @param rows in the order in which the figure states them
 */
public record FigureReport(Figure figure, List<Row> rows) {
  /** Keeps its own list. */
  public FigureReport {
    rows = List.copyOf(rows);
  }

  /**
   * An expectation and what came of it.
   *
   * @param expectation what was stated beforehand
   * @param outcome what came
   */
  public record Row(Expectation expectation, Outcome outcome) {}

  /** What came of an expectation. */
  public sealed interface Outcome permits Checked, NotRun {}

  /**
   * It was held against what came out.
   *
   * @param verdict whether it was met
   */
  public record Checked(Verdict verdict) implements Outcome {}

  /**
   * It could not be, as a run is missing.
   *
   * @param reason a sentence
   */
  public record NotRun(String reason) implements Outcome {}

  /** Checks all expectations of a figure. */
  public static FigureReport of(Figure figure, Extent extent, Results results) {
    List<Row> rows = new ArrayList<>();
    for (Expectation expectation : figure.expectations(extent)) {
      rows.add(new Row(expectation, outcome(expectation, results)));
    }
    return new FigureReport(figure, rows);
  }

  private static Outcome outcome(Expectation expectation, Results results) {
    try {
      return new Checked(expectation.check(results));
    } catch (MissingRunException e) {
      return new NotRun(String.valueOf(e.getMessage()));
    }
  }

  /** How many expectations were met. */
  public int met() {
    return (int) rows.stream().filter(row -> isMet(row.outcome())).count();
  }

  /** Whether all were. */
  public boolean isMet() {
    return met() == rows.size();
  }

  /** What was not met or not run, one line each. */
  public List<String> shortfalls() {
    List<String> lines = new ArrayList<>();
    for (Row row : rows) {
      if (row.outcome() instanceof NotRun notRun) {
        lines.add("not run: %s: %s".formatted(row.expectation().what(), notRun.reason()));
      } else if (row.outcome() instanceof Checked checked && !checked.verdict().isMet()) {
        lines.add(
            "not met: %s: published %s, asked for %s, here %s"
                .formatted(
                    row.expectation().what(),
                    row.expectation().published(),
                    Asked.of(row.expectation()),
                    checked.verdict().here()));
      }
    }
    return lines;
  }

  private static boolean isMet(Outcome outcome) {
    return outcome instanceof Checked checked && checked.verdict().isMet();
  }
}
