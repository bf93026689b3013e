package dev.plateau.collector.reproduce;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The page of a figure, Markdown with its pictures beside it. The same results make the same bytes:
 * no times, no folders of a machine.
 */
public final class FigurePage {
  /** As many commands stand open; more can be unfolded. */
  private static final int OPEN_COMMANDS = 6;

  private final Extent extent;
  private final RunNaming naming;
  private final Optional<Drawing> drawing;

  /**
   * @param extent how much was run
   * @param drawing draws the pictures; empty: pages have none
   */
  public FigurePage(Extent extent, Optional<Drawing> drawing) {
    this.extent = extent;
    this.naming = RunNaming.of(extent);
    this.drawing = drawing;
  }

  /**
   * Writes the page and its pictures, over those that are there.
   *
   * @param folder made if it is not there
   * @return the page's file
   * @throws IOException if a file cannot be written
   */
  public Path write(FigureReport report, Results results, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path page = file(report.figure(), folder);
    List<String> shown = new ArrayList<>(tables(report.figure(), results));
    shown.addAll(pictures(report.figure(), results, folder));
    Files.writeString(page, text(report, shown));
    return page;
  }

  /** Where a figure's page is in a folder. */
  public static Path file(Figure figure, Path folder) {
    return folder.resolve(figure.id() + ".md");
  }

  private List<String> tables(Figure figure, Results results) {
    List<String> lines = new ArrayList<>();
    try {
      for (Table table : figure.tables(extent, results)) {
        lines.addAll(List.of(table.caption(), "", cells(table.header())));
        lines.add("|" + "---|".repeat(table.header().size()));
        table.rows().forEach(row -> lines.add(cells(row)));
        lines.add("");
      }
    } catch (MissingRunException e) {
      lines.addAll(List.of("More is not told: " + e.getMessage() + ".", ""));
    }
    return lines;
  }

  private List<String> pictures(Figure figure, Results results, Path folder) throws IOException {
    if (drawing.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    try {
      for (Sheet sheet : figure.sheets(extent, results)) {
        String file = figure.id() + (sheet.name().isEmpty() ? "" : "-" + sheet.name()) + ".svg";
        drawing.get().draw(sheet, folder.resolve(file));
        lines.addAll(
            List.of(
                "![%s](%s)".formatted(sheet.caption().replaceAll("[\\[\\]]", ""), file),
                "",
                sheet.caption(),
                ""));
      }
    } catch (MissingRunException e) {
      lines.addAll(List.of("More is not drawn: " + e.getMessage() + ".", ""));
    }
    return lines;
  }

  /**
   * The page's text.
   *
   * @param shown lines between the table of verdicts and the commands
   */
  String text(FigureReport report, List<String> shown) {
    Figure figure = report.figure();
    List<String> lines = new ArrayList<>();
    lines.add(new PageMark(report.met(), report.rows().size(), extent.isQuick()).line());
    lines.add("# %s: %s".formatted(figure.id(), figure.words().title()));
    lines.add("");
    lines.add(
        "%s %s: %s."
            .formatted(mark(figure), figure.words().place(), figure.words().paper().citation()));
    lines.add("");
    lines.add(figure.words().text().strip());
    lines.add("");
    lines.addAll(verdicts(report));
    lines.addAll(shown);
    lines.addAll(origin(figure));
    return String.join("\n", lines) + "\n";
  }

  private static String mark(Figure figure) {
    return "**" + figure.words().paper().mark() + "**";
  }

  private static List<String> verdicts(FigureReport report) {
    List<String> lines = new ArrayList<>();
    lines.add("| | published | asked for, and why | here | verdict |");
    lines.add("|---|---|---|---|---|");
    for (FigureReport.Row row : report.rows()) {
      Expectation expectation = row.expectation();
      lines.add(
          cells(
              List.of(
                  expectation.what(),
                  expectation.published(),
                  Asked.of(expectation),
                  here(row.outcome()),
                  verdict(row.outcome()))));
    }
    lines.add("");
    return lines;
  }

  private static String here(FigureReport.Outcome outcome) {
    return outcome instanceof FigureReport.Checked checked ? checked.verdict().here() : "";
  }

  private static String verdict(FigureReport.Outcome outcome) {
    if (outcome instanceof FigureReport.NotRun notRun) {
      return "not run: " + notRun.reason();
    }
    return outcome instanceof FigureReport.Checked checked && checked.verdict().isMet()
        ? "met"
        : "**not met**";
  }

  private static String cells(List<String> cells) {
    StringBuilder line = new StringBuilder("|");
    for (String cell : cells) {
      String text = cell.replaceAll("\\s+", " ").strip().replace("|", "\\|");
      line.append(text.isEmpty() ? " " : " " + text + " ").append('|');
    }
    return line.toString();
  }

  private List<String> origin(Figure figure) {
    List<PlannedRun> runs = figure.runs(extent).stream().distinct().toList();
    if (runs.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("## How it was run");
    lines.add("");
    lines.add("`%s` trained %s.".formatted(command(figure), amount(runs)));
    lines.add("");
    boolean isFolded = runs.size() > OPEN_COMMANDS;
    if (isFolded) {
      lines.addAll(List.of("<details><summary>All commands</summary>", ""));
    }
    lines.add("```sh");
    runs.forEach(run -> lines.add(naming.command(run)));
    lines.add("```");
    if (isFolded) {
      lines.addAll(List.of("", "</details>"));
    }
    return lines;
  }

  /** What makes this page again. */
  private String command(Figure figure) {
    StringBuilder line = new StringBuilder("./plateau reproduce --figure ").append(figure.id());
    if (extent.isQuick()) {
      line.append(" --quick");
    }
    if (extent.trajectories() != Extent.defaultTrajectories(extent.isQuick())) {
      line.append(" --trajectories ").append(extent.trajectories());
    }
    if (isUsed(extent.mnist(), figure)) {
      line.append(" --data DIR");
    }
    if (isUsed(extent.features(), figure)) {
      line.append(" --features DIR");
    }
    return line.toString();
  }

  private boolean isUsed(Optional<Path> folder, Figure figure) {
    return folder.isPresent()
        && figure.runs(extent).stream()
            .flatMap(run -> run.settings().values().stream())
            .anyMatch(value -> value.startsWith(folder.get().toString()));
  }

  /** {@code 12 runs of support-linear, 2,400,000 steps together; …}. */
  private String amount(List<PlannedRun> runs) {
    String experiments =
        runs.stream()
            .map(PlannedRun::experiment)
            .distinct()
            .map(name -> "`" + name + "`")
            .collect(Collectors.joining(", "));
    int trajectories = mostTrajectories(runs);
    return String.format(
        Locale.ROOT,
        "%d %s of %s, %,d steps together, %s, up to %d %s of a setting",
        runs.size(),
        runs.size() == 1 ? "run" : "runs",
        experiments,
        runs.stream().mapToLong(PlannedRun::steps).sum(),
        extent.isQuick() ? "quick" : "in full",
        trajectories,
        trajectories == 1 ? "trajectory" : "trajectories");
  }

  /** Of the runs that differ in nothing but their seed, how many there are at most. */
  private static int mostTrajectories(List<PlannedRun> runs) {
    Map<PlannedRun, Integer> counts = new HashMap<>();
    for (PlannedRun run : runs) {
      counts.merge(
          new PlannedRun(run.experiment(), 0, run.steps(), run.settings()), 1, Integer::sum);
    }
    return Collections.max(counts.values());
  }
}
