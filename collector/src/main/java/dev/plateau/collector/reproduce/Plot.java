package dev.plateau.collector.reproduce;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
   * @param marks upright dashes behind the lines
   */
  record Lines(String title, Axis x, Axis y, List<Line> lines, List<Mark> marks) implements Plot {
    /** Without marks. */
    public Lines(String title, Axis x, Axis y, List<Line> lines) {
      this(title, x, y, lines, List.of());
    }
  }

  /**
   * An upright dashed line over the whole plot: where something happens to one of its lines. It
   * widens no axis.
   *
   * @param x where
   * @param line whose colour it has, counted from 0
   */
  record Mark(double x, int line) {}

  /**
   * An axis.
   *
   * @param label what it shows
   * @param isLog whether it is logarithmic; values that are not above 0 are left out then
   * @param shown from where to where it goes, whatever is drawn leaves it; empty: as far as there
   *     are values
   */
  record Axis(String label, boolean isLog, Optional<Shown> shown) {
    /** As far as there are values. */
    public Axis(String label, boolean isLog) {
      this(label, isLog, Optional.empty());
    }

    /**
     * The same, from one value to another.
     *
     * @throws IllegalArgumentException if there is nothing between them, or no logarithm of the
     *     first on a logarithmic axis
     */
    public Axis within(double least, double most) {
      if (isLog && !(least > 0)) {
        throw new IllegalArgumentException(
            "logarithmic axis '%s' must begin above 0, got %s".formatted(label, least));
      }
      return new Axis(label, isLog, Optional.of(new Shown(least, most)));
    }

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
   * What an axis shows.
   *
   * @param least where it begins
   * @param most where it ends, above least
   */
  record Shown(double least, double most) {
    /**
     * @throws IllegalArgumentException quoting them, if there is nothing between them
     */
    public Shown {
      if (!(least < most)) {
        throw new IllegalArgumentException(
            "an axis must end above its beginning, got %s to %s".formatted(least, most));
      }
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
   * @param overlay drawn over it; empty: nothing
   */
  record Image(String title, List<List<Double>> values, Palette palette, Optional<Overlay> overlay)
      implements Plot {
    /** With nothing over it. */
    public Image(String title, List<List<Double>> values, Palette palette) {
      this(title, values, palette, Optional.empty());
    }
  }

  /**
   * Short lines and dots over an image whose cells are values of a function on a plane. It has no
   * legend; another plot's beside it, with as many lines, will do.
   *
   * @param across the plane's first coordinate, from the middle of the first column to that of the
   *     last
   * @param up its second one, from the middle of the last row to that of the first
   * @param lines without bands
   */
  record Overlay(Shown across, Shown up, List<Line> lines) {}

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
