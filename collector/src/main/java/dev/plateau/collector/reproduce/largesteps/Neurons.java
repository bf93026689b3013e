package dev.plateau.collector.reproduce.largesteps;

import dev.plateau.collector.reproduce.MissingRunException;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The weights of a layer's neurons for two inputs, in the plane of the inputs.
 *
 * @param points one a neuron, in their order
 */
record Neurons(List<Point> points) {
  /**
   * Two weights.
   *
   * @param x for the first input
   * @param y for the second
   */
  record Point(double x, double y) {
    private double length() {
      return Math.hypot(x, y);
    }

    /** Cosine of the angle to another one, −1 to 1; NaN if either is 0. */
    private double cosine(Point other) {
      return (x * other.x + y * other.y) / (length() * other.length());
    }
  }

  /** Keeps its own list. */
  Neurons {
    points = List.copyOf(points);
  }

  /** A student's before its first step. */
  static Neurons first(Results results, PlannedRun run) {
    return of(results.firstByLayer(run, "weight"), "layer0.", run);
  }

  /** A student's at the last step. */
  static Neurons last(Results results, PlannedRun run) {
    return of(results.lastByLayer(run, "weight"), "layer0.", run);
  }

  /** Its teacher's. */
  static Neurons teacher(Results results, PlannedRun run) {
    return of(results.firstByLayer(run, "teacher_weight"), "", run);
  }

  private static Neurons of(Map<String, Double> byEntry, String prefix, PlannedRun run) {
    List<Point> points = new ArrayList<>();
    for (int unit = 0; byEntry.containsKey(prefix + unit + ".0"); unit++) {
      points.add(
          new Point(
              entry(byEntry, prefix + unit + ".0", run),
              entry(byEntry, prefix + unit + ".1", run)));
    }
    if (points.isEmpty()) {
      throw new MissingRunException(
          "run %s said no weights of neurons '%s'".formatted(run.arguments(), prefix));
    }
    return new Neurons(points);
  }

  private static double entry(Map<String, Double> byEntry, String entry, PlannedRun run) {
    Double value = byEntry.get(entry);
    if (value == null) {
      throw new MissingRunException(
          "run %s did not say weight %s".formatted(run.arguments(), entry));
    }
    return value;
  }

  /**
   * How much they point the way of a teacher's: the cosine of each one's angle to the nearest of
   * the teacher's, weighted by its length. −1 to 1; 1: each along one of them. NaN if all are 0.
   */
  double alignment(Neurons teacher) {
    double sum = 0;
    double lengths = 0;
    for (Point point : points) {
      double length = point.length();
      if (length > 0) {
        sum +=
            length * teacher.points().stream().mapToDouble(point::cosine).max().orElse(Double.NaN);
      }
      lengths += length;
    }
    return sum / lengths;
  }

  /** The weights for the first input. */
  List<Double> xs() {
    return points.stream().map(Point::x).toList();
  }

  /** The weights for the second input. */
  List<Double> ys() {
    return points.stream().map(Point::y).toList();
  }
}
