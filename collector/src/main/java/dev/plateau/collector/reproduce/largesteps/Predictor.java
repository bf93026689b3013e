package dev.plateau.collector.reproduce.largesteps;

import dev.plateau.collector.reproduce.Curve;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Plot;
import dev.plateau.collector.reproduce.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What a network of one input says over the range of its 12 samples, as a run of {@code
 * regression-1d} published it at one step: {@code predictor/0 … predictor/59} at evenly spaced
 * inputs.
 *
 * @param step at which it was measured
 * @param values 60 of them
 */
record Predictor(long step, List<Double> values) {
  private static final int POINTS = 60;
  private static final double BESIDE = 0.05;

  /** The paper's samples. */
  private static final List<Double> X =
      IntStream.range(0, 12).mapToObj(i -> (i - 5.5) / 4 + 0.07).toList();

  private static final List<Double> Y =
      DoubleStream.of(-2, 1.5, 0, 0, 2, 1, 0, -1, 0, 1, 2, -1).mapToObj(y -> y + 0.345).toList();

  /** Keeps its own list. */
  Predictor {
    values = List.copyOf(values);
  }

  /** That of a step: of the last measurement at or before it. */
  static Predictor at(Results results, PlannedRun run, long step) {
    List<Double> values = new ArrayList<>();
    long measured = 0;
    for (int i = 0; i < POINTS; i++) {
      Curve curve = results.curve(run, "predictor/" + i);
      values.add(curve.at(step));
      measured = measuredAt(curve, step);
    }
    return new Predictor(measured, values);
  }

  private static long measuredAt(Curve curve, long step) {
    long measured = curve.step(0);
    for (int i = 1; i < curve.size() && curve.step(i) <= step; i++) {
      measured = curve.step(i);
    }
    return measured;
  }

  /**
   * How much it bends: the sum of the sizes of its slope's changes from one input to the next. ≥ 0;
   * 0 for a straight line, NaN if a value is.
   */
  double bending() {
    double sum = 0;
    for (int i = 1; i + 1 < POINTS; i++) {
      sum += Math.abs(values.get(i + 1) - 2 * values.get(i) + values.get(i - 1));
    }
    return sum * (POINTS - 1) / (X.get(X.size() - 1) - X.get(0) + 2 * BESIDE);
  }

  /** As a line. */
  Plot.Line line(String name) {
    double from = X.get(0) - BESIDE;
    double to = X.get(X.size() - 1) + BESIDE;
    return Plot.Line.of(
        name,
        IntStream.range(0, POINTS).mapToObj(i -> from + (to - from) * i / (POINTS - 1)).toList(),
        values);
  }

  /** Several of them with the samples, as far up and down as the paper has it. */
  static Plot plot(String title, List<Plot.Line> predictors) {
    List<Plot.Line> lines = new ArrayList<>(predictors);
    lines.add(Plot.Line.dots("samples", X, Y));
    return new Plot.Lines(
        title, Plot.Axis.linear("x"), Plot.Axis.linear("y").within(-2.15, 2.81), lines);
  }
}
