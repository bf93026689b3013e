package dev.plateau.collector.cli;

import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.RunPlan;
import java.io.PrintWriter;
import java.util.List;

/**
 * A list of figures, with about how long their runs take.
 *
 * @param figures in order
 * @param extent how much of them would be run
 */
record FigureList(List<Figure> figures, Extent extent) {
  /** Prints it. */
  void print(PrintWriter out) {
    String cost = extent.isQuick() ? "QUICK" : "COST";
    TextTable table = new TextTable("FIGURE", "PLACE", cost, "SHOWS");
    for (Figure figure : figures) {
      double seconds = RunPlan.of(List.of(figure), extent).seconds();
      table.add(
          figure.id(),
          figure.words().paper().mark() + " " + figure.words().place(),
          seconds == 0 ? "no data" : RoughTime.of(seconds),
          figure.words().title());
    }
    table.print(out);
    double all = RunPlan.of(figures, extent).seconds();
    if (all > 0) {
      out.println();
      out.println(
          "All of these on one core: about %s, as figures share runs."
              .formatted(RoughTime.of(all)));
    }
    out.flush();
  }
}
