package dev.plateau.collector.reproduce;

import java.util.Arrays;
import java.util.List;

/** A metric over the steps of a run; one that diverged ends early. Immutable. */
public final class Curve {
  private final long[] steps;
  private final double[] values;

  /**
   * A curve that owns its arrays.
   *
   * @param steps at which it was measured, ascending
   * @param values at these steps
   * @throws IllegalArgumentException if there is nothing in it, or not as many of both
   */
  public Curve(long[] steps, double[] values) {
    if (steps.length == 0 || steps.length != values.length) {
      throw new IllegalArgumentException(
          "a curve has a value a step and at least one, got %d steps and %d values"
              .formatted(steps.length, values.length));
    }
    this.steps = steps;
    this.values = values;
  }

  /** How many values it has, at least 1. */
  public int size() {
    return steps.length;
  }

  /** The step of value {@code i}. */
  public long step(int i) {
    return steps[i];
  }

  /** Value {@code i}. */
  public double value(int i) {
    return values[i];
  }

  /** The value at a step: that of the last measurement at or before it; the first one before it. */
  public double at(long step) {
    int place = Arrays.binarySearch(steps, step);
    return values[place >= 0 ? place : Math.max(0, -place - 2)];
  }

  /** The first value. */
  public double first() {
    return values[0];
  }

  /** The last value. */
  public double last() {
    return values[values.length - 1];
  }

  /** The step of the last value. */
  public long lastStep() {
    return steps[steps.length - 1];
  }

  /** The value in the middle of those from a step on, up to another one, both included. */
  public double median(long from, long to) {
    double[] within = new double[values.length];
    int count = 0;
    for (int i = 0; i < steps.length; i++) {
      if (steps[i] >= from && steps[i] <= to) {
        within[count++] = values[i];
      }
    }
    return Medians.of(Arrays.copyOf(within, count));
  }

  /** At the steps of the first, the median of all at that step; NaN where any is NaN. */
  public static Curve median(List<Curve> curves) {
    Curve first = curves.get(0);
    double[] medians = new double[first.steps.length];
    double[] there = new double[curves.size()];
    for (int i = 0; i < medians.length; i++) {
      for (int k = 0; k < there.length; k++) {
        there[k] = curves.get(k).at(first.steps[i]);
      }
      medians[i] = Medians.of(there);
    }
    return new Curve(first.steps, medians);
  }

  @Override
  public String toString() {
    return "curve of %d values, steps %d to %d".formatted(steps.length, steps[0], lastStep());
  }
}
