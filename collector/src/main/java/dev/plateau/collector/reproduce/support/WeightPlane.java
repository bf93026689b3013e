package dev.plateau.collector.reproduce.support;

import dev.plateau.collector.reproduce.Curve;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Plot;
import dev.plateau.collector.reproduce.Results;
import java.util.ArrayList;
import java.util.List;

/** What is drawn in the plane of the toy network's two weights, a to the right and b up. */
final class WeightPlane {
  private static final int POINTS = 100;

  private WeightPlane() {}

  /** The way of a run from its first step to another one. */
  static Plot.Line way(String name, Results results, PlannedRun run, long lastStep) {
    return Plot.Line.of(
        name,
        values(until(results.curve(run, "a"), lastStep)),
        values(until(results.curve(run, "b"), lastStep)));
  }

  /** The weights whose product is a number above 0: a level of the loss, or the minima. */
  static Plot.Line level(String name, double product, double leastA, double mostA) {
    List<Double> a = new ArrayList<>();
    List<Double> b = new ArrayList<>();
    for (int i = 0; i <= POINTS; i++) {
      double here = leastA * Math.pow(mostA / leastA, (double) i / POINTS);
      a.add(here);
      b.add(product / here);
    }
    return Plot.Line.of(name, a, b);
  }

  /** A curve up to a step. */
  static Curve until(Curve curve, long lastStep) {
    int size = 1;
    while (size < curve.size() && curve.step(size) <= lastStep) {
      size++;
    }
    long[] steps = new long[size];
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      steps[i] = curve.step(i);
      values[i] = curve.value(i);
    }
    return new Curve(steps, values);
  }

  /** A curve whose values below a least one are that. */
  static Curve notBelow(double least, Curve curve) {
    long[] steps = new long[curve.size()];
    double[] values = new double[curve.size()];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = curve.step(i);
      values[i] = Math.max(least, curve.value(i));
    }
    return new Curve(steps, values);
  }

  private static List<Double> values(Curve curve) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < curve.size(); i++) {
      values.add(curve.value(i));
    }
    return values;
  }
}
