package dev.plateau.collector.export;

import dev.plateau.collector.export.Block.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that may still change: late values find their row here. Bounded by cells, which are rows
 * times columns; whoever fills it cuts off the lowest steps when it is full. For one thread.
 */
final class Window {
  private static final int OWN_COLUMNS = 3;
  private static final int LEAST_ROWS = 16;

  private final Columns columns;
  private final long maxCells;

  // Rows in the order in which they came; order has them by step.
  private int size;
  private long[] steps = new long[LEAST_ROWS];
  private long[] timesMicros = new long[LEAST_ROWS];
  private int[] attempts = new int[LEAST_ROWS];
  private int[] order = new int[LEAST_ROWS];
  private final List<@Nullable Cells> cells = new ArrayList<>();
  private int used;
  private long floor = -1;

  /** A column's values and which there are. */
  private static final class Cells {
    private double[] values;
    private long[] present;

    Cells(int rows) {
      values = new double[rows];
      present = new long[(rows + 63) >> 6];
    }

    void grow(int rows) {
      values = Arrays.copyOf(values, rows);
      present = Arrays.copyOf(present, (rows + 63) >> 6);
    }

    void set(int row, double value) {
      values[row] = value;
      present[row >> 6] |= 1L << row;
    }

    boolean has(int row) {
      return (present[row >> 6] & (1L << row)) != 0;
    }
  }

  /**
   * @param maxCells rows times columns that it may hold, each 8 bytes and for a moment of growth
   *     twice that
   */
  Window(Columns columns, long maxCells) {
    this.columns = columns;
    this.maxCells = maxCells;
  }

  int size() {
    return size;
  }

  boolean isFull() {
    return size > 0 && (long) size * (OWN_COLUMNS + used) >= maxCells;
  }

  /** Steps up to this one have been cut off; -1: none. */
  long floor() {
    return floor;
  }

  /** Says that steps up to this one are elsewhere. */
  void raiseFloor(long step) {
    floor = step;
  }

  /**
   * The row of a step, a new one if there is none. A row that is there keeps its time and attempt.
   *
   * @return its number, good until the next cut
   */
  int row(long step, long timeMicros, int attempt) {
    int at = place(step);
    if (at >= 0) {
      return order[at];
    }
    if (size == steps.length) {
      grow();
    }
    steps[size] = step;
    timesMicros[size] = timeMicros;
    attempts[size] = attempt;
    System.arraycopy(order, ~at, order, ~at + 1, size - ~at);
    order[~at] = size;
    return size++;
  }

  /** Place of a step in the order; if it has none, the complement of where it would be. */
  private int place(long step) {
    if (size == 0 || step > steps[order[size - 1]]) {
      return ~size;
    }
    int low = 0;
    int high = size - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long there = steps[order[middle]];
      if (there == step) {
        return middle;
      }
      if (there < step) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return ~low;
  }

  private void grow() {
    int rows = size * 2;
    steps = Arrays.copyOf(steps, rows);
    timesMicros = Arrays.copyOf(timesMicros, rows);
    attempts = Arrays.copyOf(attempts, rows);
    order = Arrays.copyOf(order, rows);
    for (Cells one : cells) {
      if (one != null) {
        one.grow(rows);
      }
    }
  }

  /** Sets a value of a row. */
  void set(int row, int column, double value) {
    while (cells.size() <= column) {
      cells.add(null);
    }
    Cells one = cells.get(column);
    if (one == null) {
      one = new Cells(steps.length);
      cells.set(column, one);
      used++;
    }
    one.set(row, value);
  }

  /** Adds some rows of a block, from (inclusive) to (exclusive). */
  void add(Block block, int from, int to) {
    for (int i = from; i < to; i++) {
      int row = row(block.step(i), block.timeMicros(i), block.attempt(i));
      for (Series one : block.series()) {
        if (one.has(i)) {
          set(row, one.column(), one.value(i));
        }
      }
    }
  }

  /**
   * Takes the rows of the lowest steps out.
   *
   * @param rows how many, 1 to {@link #size}
   */
  Block cut(int rows) {
    Block taken = block(0, rows);
    Block left = block(rows, size);
    size = 0;
    used = 0;
    cells.clear();
    floor = Math.max(floor, taken.lastStep());
    add(left, 0, left.size());
    return taken;
  }

  private Block block(int from, int to) {
    int rows = to - from;
    long[] blockSteps = new long[rows];
    long[] blockTimes = new long[rows];
    int[] blockAttempts = new int[rows];
    for (int i = 0; i < rows; i++) {
      int row = order[from + i];
      blockSteps[i] = steps[row];
      blockTimes[i] = timesMicros[row];
      blockAttempts[i] = attempts[row];
    }
    List<Series> series = new ArrayList<>();
    for (int column = 0; column < cells.size(); column++) {
      Cells one = cells.get(column);
      if (one != null) {
        addSeries(series, column, one, from, rows);
      }
    }
    return new Block(blockSteps, blockTimes, blockAttempts, series);
  }

  private void addSeries(List<Series> series, int column, Cells one, int from, int rows) {
    double[] values = new double[rows];
    long[] present = new long[(rows + 63) >> 6];
    boolean any = false;
    for (int i = 0; i < rows; i++) {
      int row = order[from + i];
      if (one.has(row)) {
        values[i] = one.values[row];
        present[i >> 6] |= 1L << i;
        any = true;
      }
    }
    if (any) {
      series.add(new Series(column, columns.name(column), values, present));
    }
  }
}
