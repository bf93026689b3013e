package dev.plateau.collector.cli;

import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.Paper;
import dev.plateau.protocol.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that choose figures: one of them, or none. */
final class FigureChoice {
  private static final int NEAREST = 3;

  @Option(
      names = "--figure",
      paramLabel = "ID",
      arity = "1..*",
      split = ",",
      completionCandidates = FigureIds.class,
      description = "These figures, as support-3.")
  private List<String> figures = List.of();

  @Option(
      names = "--paper",
      paramLabel = "PAPER",
      completionCandidates = PaperIds.class,
      description = "All figures of a paper: ${COMPLETION-CANDIDATES}.")
  private @Nullable String paper;

  @Option(names = "--all", description = "All figures.")
  private boolean everything;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** The ids of all figures, for completion. */
  static final class FigureIds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Figures.all().stream().map(Figure::id).iterator();
    }
  }

  /** The ids of all papers, for completion. */
  static final class PaperIds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return paperIds().iterator();
    }
  }

  private static List<String> paperIds() {
    return Arrays.stream(Paper.values()).map(Paper::id).toList();
  }

  /**
   * The figures that were asked for, in the order of all; empty: none was.
   *
   * @throws ParameterException if more than one option chooses, or one names what there is not
   */
  Optional<List<Figure>> of(List<Figure> all) {
    List<String> given = given();
    if (given.size() > 1) {
      throw notUnderstood(
          "give one of --figure, --paper and --all, got " + String.join(" and ", given));
    }
    if (given.isEmpty()) {
      return Optional.empty();
    }
    List<String> known = all.stream().map(Figure::id).toList();
    figures.forEach(id -> requireFigure(id, known));
    if (paper != null && !paperIds().contains(paper)) {
      throw notUnderstood(
          "--paper: there is no paper '" + paper + "'" + NearestName.hint(paper, paperIds()));
    }
    return Optional.of(all.stream().filter(this::isChosen).toList());
  }

  private List<String> given() {
    List<String> given = new ArrayList<>();
    if (!figures.isEmpty()) {
      given.add("--figure");
    }
    if (paper != null) {
      given.add("--paper");
    }
    if (everything) {
      given.add("--all");
    }
    return given;
  }

  private boolean isChosen(Figure figure) {
    return everything || figure.words().paper().id().equals(paper) || figures.contains(figure.id());
  }

  private void requireFigure(String id, List<String> known) {
    if (!known.contains(id)) {
      List<String> near = NearestName.of(id, known, NEAREST);
      throw notUnderstood(
          "--figure: there is no figure '"
              + id
              + "'; "
              + (near.isEmpty()
                  ? "'plateau reproduce --list' lists them"
                  : "did you mean " + String.join(" or ", near) + "?"));
    }
  }

  private ParameterException notUnderstood(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
