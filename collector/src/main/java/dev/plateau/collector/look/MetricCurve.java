package dev.plateau.collector.look;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A metric over the whole of a run in bounded memory: smallest, largest and mean value of each of
 * at most 2048 stretches of equally many steps. When the run grows longer than the stretches reach,
 * pairs of them become one. Not thread-safe.
 */
public final class MetricCurve {
  private static final int BINS = 2048;

  private final long[] values = new long[BINS];
  private final long[] notFinite = new long[BINS];
  private final double[] min = new double[BINS];
  private final double[] max = new double[BINS];
  private final double[] sum = new double[BINS];
  private long firstStep = -1;
  private long lastStep = -1;
  private long stepsPerBin = 1;
  private long count;

  /** A curve without values. */
  public MetricCurve() {
    Arrays.fill(min, Double.NaN);
    Arrays.fill(max, Double.NaN);
  }

  /**
   * Adds a value.
   *
   * @param step ≥ 0 and, unless it is the first one, ≥ the first one's
   * @throws IllegalArgumentException if the step is before the first one
   */
  public void add(long step, double value) {
    if (firstStep < 0) {
      firstStep = step;
    }
    if (step < firstStep) {
      throw new IllegalArgumentException(
          "a curve that begins at step " + firstStep + " has no place for step " + step);
    }
    while ((step - firstStep) / stepsPerBin >= BINS) {
      halve();
    }
    lastStep = Math.max(lastStep, step);
    count++;
    put((int) ((step - firstStep) / stepsPerBin), value);
  }

  private void put(int bin, double value) {
    values[bin]++;
    if (!Double.isFinite(value)) {
      notFinite[bin]++;
    } else {
      min[bin] = Double.isNaN(min[bin]) ? value : Math.min(min[bin], value);
      max[bin] = Double.isNaN(max[bin]) ? value : Math.max(max[bin], value);
      sum[bin] += value;
    }
  }

  private void halve() {
    for (int i = 0; i < BINS / 2; i++) {
      store(i, cell(2 * i).join(cell(2 * i + 1)));
    }
    for (int i = BINS / 2; i < BINS; i++) {
      store(i, CurveCell.empty(0, 0));
    }
    stepsPerBin *= 2;
  }

  private void store(int bin, CurveCell cell) {
    values[bin] = cell.values();
    notFinite[bin] = cell.notFinite();
    min[bin] = cell.min();
    max[bin] = cell.max();
    sum[bin] = cell.sum();
  }

  private CurveCell cell(int bin) {
    long from = firstStep + bin * stepsPerBin;
    return new CurveCell(
        from, from + stepsPerBin - 1, values[bin], notFinite[bin], min[bin], max[bin], sum[bin]);
  }

  /** How many values there are. */
  public long count() {
    return count;
  }

  /** Step of the first value; -1: there is none. */
  public long firstStep() {
    return firstStep;
  }

  /** Step of the last value; -1: there is none. */
  public long lastStep() {
    return lastStep;
  }

  /**
   * The curve in at most so many cells of about the same width, oldest first; as many as there are
   * values, if these are fewer. The cells follow each other without a gap from the first step to
   * the last.
   *
   * @param limit ≥ 1
   */
  public List<CurveCell> cells(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a curve is drawn in >= 1 cells, got " + limit);
    }
    if (count == 0) {
      return List.of();
    }
    int bins = (int) ((lastStep - firstStep) / stepsPerBin) + 1;
    int wanted = (int) Math.min(Math.min(limit, bins), count);
    List<CurveCell> cells = new ArrayList<>();
    for (int i = 0; i < wanted; i++) {
      cells.add(joined((int) ((long) i * bins / wanted), (int) ((long) (i + 1) * bins / wanted)));
    }
    return cells;
  }

  private CurveCell joined(int from, int to) {
    CurveCell cell = cell(from);
    for (int bin = from + 1; bin < to; bin++) {
      cell = cell.join(cell(bin));
    }
    // The last stretch may reach beyond the run.
    return new CurveCell(
        cell.fromStep(),
        Math.min(cell.toStep(), lastStep),
        cell.values(),
        cell.notFinite(),
        cell.min(),
        cell.max(),
        cell.sum());
  }
}
