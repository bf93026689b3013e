package dev.plateau.collector.reproduce.largesteps;

import dev.plateau.collector.reproduce.Expectation;
import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.FigureWords;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Results;
import dev.plateau.collector.reproduce.Sheet;
import java.util.List;
import java.util.function.Function;

/**
 * Metrics over the steps of a task, a line for each schedule of the learning rate.
 *
 * @param words what is said of it
 * @param task what is trained
 * @param sheets what is drawn
 * @param expected what is expected, by what there is to know of the runs
 */
record CurvesFigure(
    FigureWords words,
    LargeStepTask task,
    List<Panels> sheets,
    Function<Observations, List<Expectation>> expected)
    implements Figure {
  /**
   * A picture.
   *
   * @param name of its file, behind the figure's id
   * @param caption below it
   * @param panels side by side
   */
  record Panels(String name, String caption, List<CurvePanel> panels) {}

  @Override
  public List<PlannedRun> runs(Extent extent) {
    return task.runs(extent);
  }

  @Override
  public List<Expectation> expectations(Extent extent) {
    return expected.apply(new Observations(task, extent));
  }

  @Override
  public List<Sheet> sheets(Extent extent, Results results) {
    RateCurves curves = new RateCurves(task);
    return sheets.stream()
        .map(sheet -> curves.sheet(sheet.name(), sheet.caption(), sheet.panels(), results))
        .toList();
  }

  /** Its id: texts would be long. */
  @Override
  public String toString() {
    return id();
  }
}
