package dev.plateau.collector.reproduce;

import java.util.ArrayList;
import java.util.List;

/** One plot of a {@link Sheet}: what is drawn, without how. */
public sealed interface Plot permits Plot.Lines, Plot.Image, Plot.Histogram {
  /** What stands above it. */
  String title();

  /**
   * Lines over steps or anything else.
   *
   * @param title what stands above it
   * @param x the horizontal axis
   * @param y the vertical axis
   * @param lines in the order of the legend
   */
  record Lines(String title, Axis x, Axis y, List<Line> lines) implements Plot {}

  /**
   * An axis.
   *
   * @param label what it shows
   * @param isLog whether it is logarithmic; values that are not above 0 are left out then
   */
  record Axis(String label, boolean isLog) {
    /** A linear one. */
    public static Axis linear(String label) {
      return new Axis(label, false);
    }

    /** A logarithmic one. */
    public static Axis log(String label) {
      return new Axis(label, true);
    }
  }

  /**
   * A line, with a band around it where there are lower and upper.
   *
   * @param name in the legend
   * @param x where
   * @param y what; NaN leaves a gap
   * @param lower lower edge of a band; empty: none
   * @param upper upper edge of a band; empty: none
   * @param isDots whether points are drawn, not a line through them
   */
  record Line(
      String name,
      List<Double> x,
      List<Double> y,
      List<Double> lower,
      List<Double> upper,
      boolean isDots) {
    /** A line without a band. */
    public static Line of(String name, List<Double> x, List<Double> y) {
      return new Line(name, x, y, List.of(), List.of(), false);
    }

    /** A line over the steps of a curve. */
    public static Line of(String name, Curve curve) {
      List<Double> x = new ArrayList<>();
      List<Double> y = new ArrayList<>();
      for (int i = 0; i < curve.size(); i++) {
        x.add((double) curve.step(i));
        y.add(curve.value(i));
      }
      return of(name, x, y);
    }

    /** Points. */
    public static Line dots(String name, List<Double> x, List<Double> y) {
      return new Line(name, x, y, List.of(), List.of(), true);
    }
  }

  /**
   * A matrix as an image, its first row at the top, dark to bright over its own range.
   *
   * @param title what stands above it
   * @param values rows of equal length
   * @param palette dark to bright
   */
  record Image(String title, List<List<Double>> values, Palette palette) implements Plot {}

  /** Colours from the least value to the greatest. */
  enum Palette {
    /** Blue to yellow. */
    VIRIDIS,
    /** Black over violet to cream. */
    MAGMA
  }

  /**
   * How often values fall into bins of equal width.
   *
   * @param title what stands above it
   * @param label of the horizontal axis
   * @param values what is counted
   * @param bins how many, at least 1
   * @param isLogCount whether counts are on a logarithmic axis
   */
  record Histogram(String title, String label, List<Double> values, int bins, boolean isLogCount)
      implements Plot {}
}
