package dev.plateau.collector.live;

import java.util.Arrays;

/**
 * A loss over the whole of a run in at most a given number of points: when there are too many,
 * pairs are averaged and each later point takes twice as many samples. A pair with a value that is
 * not finite keeps that value. Not thread-safe.
 */
public final class LossHistory {
  private final double[] points;
  private int size;
  private long samplesPerPoint = 1;
  private double sum;
  private long samples;

  /**
   * @param capacity even, ≥ 2
   */
  public LossHistory(int capacity) {
    if (capacity < 2 || capacity % 2 != 0) {
      throw new IllegalArgumentException("capacity must be even and >= 2, got " + capacity);
    }
    points = new double[capacity];
  }

  /** Adds a sample. */
  public void add(double loss) {
    sum += loss;
    samples++;
    if (samples < samplesPerPoint) {
      return;
    }
    if (size == points.length) {
      halve();
      if (samples < samplesPerPoint) {
        return;
      }
    }
    points[size++] = sum / samples;
    sum = 0;
    samples = 0;
  }

  private void halve() {
    for (int i = 0; i < points.length / 2; i++) {
      points[i] = (points[2 * i] + points[2 * i + 1]) / 2;
    }
    size = points.length / 2;
    samplesPerPoint *= 2;
  }

  /** The points so far, oldest first. */
  public double[] points() {
    return Arrays.copyOf(points, size);
  }
}
