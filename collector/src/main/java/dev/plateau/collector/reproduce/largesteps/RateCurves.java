package dev.plateau.collector.reproduce.largesteps;

import dev.plateau.collector.reproduce.Plot;
import dev.plateau.collector.reproduce.Results;
import dev.plateau.collector.reproduce.Sheet;
import java.util.ArrayList;
import java.util.List;

/**
 * Metrics over the steps of a task's runs on the paper's own data, a line for each rate and a mark
 * where it falls.
 *
 * @param task whose
 */
record RateCurves(LargeStepTask task) {
  /** Panels side by side in rows of two, or of three where their number asks for it. */
  Sheet sheet(String name, String caption, List<CurvePanel> panels, Results results) {
    return new Sheet(
        name,
        caption,
        panels.size() == 2 || panels.size() == 4 ? 2 : 3,
        panels.stream().map(panel -> plot(panel, results)).toList());
  }

  /** One panel. */
  Plot plot(CurvePanel panel, Results results) {
    List<Plot.Line> lines =
        task.rates().stream()
            .map(
                rate ->
                    Plot.Line.of(
                        rate.legend(), results.curve(task.reference(rate), panel.metric())))
            .toList();
    return new Plot.Lines(panel.title(), Plot.Axis.linear("step"), panel.axis(), lines, marks());
  }

  private List<Plot.Mark> marks() {
    List<Plot.Mark> marks = new ArrayList<>();
    for (Rate rate : task.decayed()) {
      marks.add(new Plot.Mark(task.decayStep(rate), task.rates().indexOf(rate)));
    }
    return marks;
  }
}
