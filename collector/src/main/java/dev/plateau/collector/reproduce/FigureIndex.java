package dev.plateau.collector.reproduce;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The index over all figures, {@code README.md} in the folder of their pages: also of those whose
 * pages are from an earlier time, and of those that have none.
 */
public final class FigureIndex {
  private final List<Figure> figures;

  /** An index over these figures, in their order. */
  public FigureIndex(List<Figure> figures) {
    this.figures = List.copyOf(figures);
  }

  /**
   * Writes it anew from the pages that are in the folder.
   *
   * @return the index's file
   * @throws IOException if a page cannot be read or the index not be written
   */
  public Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path index = folder.resolve("README.md");
    Files.writeString(index, text(folder));
    return index;
  }

  /** The index's text. */
  String text(Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("<!-- Written by plateau reproduce; do not edit. -->");
    lines.add("# Reproduction");
    lines.add("");
    lines.add(
        "The papers' figures, trained anew and held against what is published. What is asked for,"
            + " a level or an order, is stated in code with its reason before anything is run;"
            + " what is not met stays not met.");
    for (Paper paper : Paper.values()) {
      List<Figure> ofPaper =
          figures.stream().filter(figure -> figure.words().paper() == paper).toList();
      if (!ofPaper.isEmpty()) {
        lines.addAll(table(paper, ofPaper, folder));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static List<String> table(Paper paper, List<Figure> figures, Path folder)
      throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("## " + paper.citation());
    lines.add("");
    lines.add("| figure | place | shows | met | run |");
    lines.add("|---|---|---|---|---|");
    for (Figure figure : figures) {
      lines.add(row(figure, PageMark.of(FigurePage.file(figure, folder))));
    }
    lines.add("");
    lines.add(
        "Again, all of it: `./plateau reproduce --paper %s`; one: `--figure ID`; in minutes:"
                .formatted(paper.id())
            + " `--quick`.");
    return lines;
  }

  private static String row(Figure figure, Optional<PageMark> mark) {
    String id = mark.isEmpty() ? figure.id() : "[%s](%s.md)".formatted(figure.id(), figure.id());
    String met = mark.map(m -> m.met() + " of " + m.asked()).orElse("");
    String run = mark.map(m -> m.isQuick() ? "quick" : "in full").orElse("not run");
    return "| %s | %s | %s | %s | %s |"
        .formatted(id, figure.words().place(), figure.words().title().replace("|", "\\|"), met, run)
        .replace("|  |", "| |");
  }
}
