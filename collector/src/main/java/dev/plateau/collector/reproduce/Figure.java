package dev.plateau.collector.reproduce;

import java.util.List;

/**
 * A figure of a paper, reproduced: the trainings behind it, what is expected of them, and what is
 * drawn. Stateless. All expectations are stated here, before any run, with their reasons; none is
 * tuned to what came out.
 */
public interface Figure {
  /** What is said of it. */
  FigureWords words();

  /** Its name on the command line and of its page, as {@code support-3}. */
  default String id() {
    return words().id();
  }

  /** The trainings behind it. Those that several figures name are run once. */
  List<PlannedRun> runs(Extent extent);

  /** What is expected of them. */
  List<Expectation> expectations(Extent extent);

  /** What is told of them beside the expectations; none unless said otherwise. */
  default List<Table> tables(Extent extent, Results results) {
    return List.of();
  }

  /** What is drawn of them, in the paper's layout; each becomes one picture. */
  List<Sheet> sheets(Extent extent, Results results);
}
