package dev.plateau.collector.reproduce.largesteps;

import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Plot;
import dev.plateau.collector.reproduce.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The plane of a diagonal network's parameters through its start (0, 0), the ground truth and
 * gradient flow's solution, as a run of {@code trajectories} said it in its first row.
 *
 * @param results of the run
 * @param run any of them: all say the same
 */
record LossPlane(Results results, PlannedRun run) {
  private static final int POINTS = 30;

  /** Losses above it are drawn as it, as in the authors' code. */
  private static final double MOST = 100;

  /**
   * The logarithm of a loss over the plane, first coordinate to the right and second up, with lines
   * over it.
   */
  Plot image(String title, String metric, List<Plot.Line> lines) {
    Map<String, Double> byPlace = results.firstByLayer(run, metric);
    List<List<Double>> rows = new ArrayList<>();
    for (int j = POINTS - 1; j >= 0; j--) {
      List<Double> row = new ArrayList<>();
      for (int i = 0; i < POINTS; i++) {
        double loss = byPlace.getOrDefault(i + "." + j, Double.NaN);
        row.add(Math.log10(Math.min(loss, MOST)));
      }
      rows.add(row);
    }
    Plot.Shown shown = shown();
    return new Plot.Image(
        title, rows, Plot.Palette.VIRIDIS, Optional.of(new Plot.Overlay(shown, shown, lines)));
  }

  /** A coordinate's axis, as far as the plane goes. */
  Plot.Axis axis(String label) {
    return new Plot.Axis(label, false, Optional.of(shown()));
  }

  private Plot.Shown shown() {
    return new Plot.Shown(first("plane_least"), first("plane_most"));
  }

  /** A point of the plane: {@code truth} or {@code flow}. */
  Plot.Line point(String label, String name) {
    return Plot.Line.dots(
        label,
        List.of(first("plane_" + name + "_alpha")),
        List.of(first("plane_" + name + "_beta")));
  }

  /** How far a run's end is from the ground truth, on the plane. */
  double distanceFromTruth(PlannedRun of) {
    return Math.hypot(
        results.curve(of, "plane_alpha").last() - first("plane_truth_alpha"),
        results.curve(of, "plane_beta").last() - first("plane_truth_beta"));
  }

  private double first(String metric) {
    return results.curve(run, metric).first();
  }
}
