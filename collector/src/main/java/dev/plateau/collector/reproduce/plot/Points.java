package dev.plateau.collector.reproduce.plot;

import dev.plateau.collector.reproduce.Plot.Axis;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Points in the order in which a line joins them, with gaps. A gap is where a coordinate is not
 * finite, or not above 0 on a logarithmic axis; its x and y read as NaN. Immutable.
 */
final class Points {
  private final double[] x;
  private final double[] y;

  private Points(double[] x, double[] y) {
    this.x = x;
    this.y = y;
  }

  /**
   * Points of as many coordinates.
   *
   * @throws IllegalArgumentException naming the line and both numbers, if they are not as many
   */
  static Points of(String line, List<Double> x, List<Double> y, Axis across, Axis up) {
    if (x.size() != y.size()) {
      throw new IllegalArgumentException(
          "line '%s' must have as many x as y, got %d x and %d y"
              .formatted(line, x.size(), y.size()));
    }
    Builder points = new Builder();
    for (int i = 0; i < x.size(); i++) {
      if (isDrawn(x.get(i), across) && isDrawn(y.get(i), up)) {
        points.add(x.get(i), y.get(i));
      } else {
        points.addGap();
      }
    }
    return points.build();
  }

  /** Whether a value has a place on an axis. */
  static boolean isDrawn(double value, Axis axis) {
    return Double.isFinite(value) && (!axis.isLog() || value > 0);
  }

  int size() {
    return x.length;
  }

  boolean isGap(int i) {
    return Double.isNaN(y[i]);
  }

  double x(int i) {
    return x[i];
  }

  double y(int i) {
    return y[i];
  }

  /** All x that are no gaps. */
  DoubleStream xs() {
    return IntStream.range(0, size()).filter(i -> !isGap(i)).mapToDouble(this::x);
  }

  /** All y that are no gaps. */
  DoubleStream ys() {
    return IntStream.range(0, size()).filter(i -> !isGap(i)).mapToDouble(this::y);
  }

  /** The points between gaps, each part without a gap in it. */
  List<Points> parts() {
    List<Points> parts = new ArrayList<>();
    Builder part = new Builder();
    for (int i = 0; i <= size(); i++) {
      if (i < size() && !isGap(i)) {
        part.add(x[i], y[i]);
      } else if (!part.isEmpty()) {
        parts.add(part.build());
        part = new Builder();
      }
    }
    return parts;
  }

  /** Whether there is a point with a gap, or nothing, on either side: no line leads to it. */
  boolean isAlone(int i) {
    return i < size() && !isGap(i) && (i == 0 || isGap(i - 1)) && (i == size() - 1 || isGap(i + 1));
  }

  /** The x of all points and the y of all points, as the plotting library takes them. */
  double[][] coordinates() {
    return new double[][] {x.clone(), y.clone()};
  }

  /** Points one after another; gaps that follow each other, or nothing, are one. */
  static final class Builder {
    private final DoubleStream.Builder x = DoubleStream.builder();
    private final DoubleStream.Builder y = DoubleStream.builder();
    private boolean isEmpty = true;
    private boolean isGapDue;

    void add(double atX, double atY) {
      if (isGapDue && !isEmpty) {
        x.add(Double.NaN);
        y.add(Double.NaN);
      }
      isGapDue = false;
      isEmpty = false;
      x.add(atX);
      y.add(atY);
    }

    void addGap() {
      isGapDue = true;
    }

    boolean isEmpty() {
      return isEmpty;
    }

    Points build() {
      return new Points(x.build().toArray(), y.build().toArray());
    }
  }
}
