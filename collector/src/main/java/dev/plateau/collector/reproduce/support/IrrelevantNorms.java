package dev.plateau.collector.reproduce.support;

import dev.plateau.collector.reproduce.Curve;
import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.Plot;
import dev.plateau.collector.reproduce.Results;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The norm of the first layer's weights of irrelevant inputs, ‖W₁ irr‖_F, over the steps of a
 * task's variants: medians over trajectories.
 *
 * @param task whose
 * @param extent how much of it was run
 */
record IrrelevantNorms(SupportTask task, Extent extent) {
  private static final String METRIC = "w1_irrelevant_norm";

  /** The median of a variant's trajectories. */
  Curve median(Results results, Variant variant) {
    return Curve.median(trajectories(results, variant));
  }

  /** The median at a step; a run that is over stays as it ended. */
  double at(Results results, Variant variant, long step) {
    return median(results, variant).at(step);
  }

  /** The median at several variants' same step. */
  List<Double> at(Results results, List<Variant> variants, long step) {
    return variants.stream().map(variant -> at(results, variant, step)).toList();
  }

  /** What a variant's median is around, from a step to its end: where it is noise. */
  double settled(Results results, Variant variant, long from) {
    return median(results, variant).median(from, Long.MAX_VALUE);
  }

  /** The share of its first value that is left at a step. */
  double shareLeft(Results results, Variant variant, long step) {
    Curve curve = median(results, variant);
    return curve.at(step) / curve.first();
  }

  /** The first step at which less than half of the first value is left; NaN if there is none. */
  double halvedAt(Results results, Variant variant) {
    Curve curve = median(results, variant);
    for (int i = 0; i < curve.size(); i++) {
      if (curve.value(i) < curve.first() / 2) {
        return curve.step(i);
      }
    }
    return Double.NaN;
  }

  /** How fast the norm falls between two steps: the logarithm's fall a step. */
  double rate(Results results, Variant variant, long from, long to) {
    Curve curve = median(results, variant);
    return Math.log(curve.at(from) / curve.at(to)) / (to - from);
  }

  /** All variants that were run, over log steps; several trajectories with a band, 10 to 90 %. */
  Plot plot(Results results, String title) {
    List<Plot.Line> lines =
        Variant.of(extent).stream().map(variant -> line(results, variant)).toList();
    return new Plot.Lines(title, Plot.Axis.log("step"), Plot.Axis.linear("‖W₁ irr‖"), lines);
  }

  private Plot.Line line(Results results, Variant variant) {
    List<Curve> curves = trajectories(results, variant);
    Plot.Line median = Plot.Line.of(variant.label(), Curve.median(curves));
    if (curves.size() == 1) {
      return median;
    }
    return new Plot.Line(
        median.name(),
        median.x(),
        median.y(),
        percentile(curves, 0.1),
        percentile(curves, 0.9),
        false);
  }

  private static List<Double> percentile(List<Curve> curves, double share) {
    Curve first = curves.get(0);
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      long step = first.step(i);
      double[] there = curves.stream().mapToDouble(curve -> curve.at(step)).sorted().toArray();
      values.add(interpolated(there, share * (there.length - 1)));
    }
    return values;
  }

  /** Between two neighbours, as NumPy's percentile has it; NaN where any value is. */
  private static double interpolated(double[] sorted, double place) {
    if (Arrays.stream(sorted).anyMatch(Double::isNaN)) {
      return Double.NaN;
    }
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  private List<Curve> trajectories(Results results, Variant variant) {
    return task.trajectories(variant, extent).stream()
        .map(run -> results.curve(run, METRIC))
        .toList();
  }
}
