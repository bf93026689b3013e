package dev.plateau.collector.reproduce;

import java.util.List;

/**
 * A figure of a paper, reproduced: the trainings behind it, what is expected of them, and what is
 * drawn. Stateless. All expectations are stated here, before any run, with their reasons; none is
 * tuned to what came out.
 */
public interface Figure {
  /** Its name on the command line and of its page, as {@code support-3}. */
  String id();

  /** The paper that it is of. */
  Paper paper();

  /** Where it is in the paper, as {@code Fig. 3} or {@code §4, Prop. 1}. */
  String place();

  /** One line: what it shows. */
  String title();

  /**
   * A few sentences for its page: what is trained, what to look at, and what differs here from the
   * paper. Markdown.
   */
  String text();

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
