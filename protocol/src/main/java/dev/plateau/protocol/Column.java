package dev.plateau.protocol;

import java.util.Arrays;

/**
 * One metric over the rows of a {@link StepBatch}. Immutable by agreement: nobody writes to the
 * arrays after construction.
 */
public final class Column {
  private static final int[] ALL_ROWS = {};

  private final MetricName name;
  private final int[] rows;
  private final double[] values;

  /**
   * @param name the metric
   * @param rows row numbers (0-based, strictly ascending) that the values belong to; empty: all
   * @param values one value a row; NaN and infinities travel as they are
   * @throws IllegalArgumentException if rows are not ascending or not as many as values
   */
  public Column(MetricName name, int[] rows, double[] values) {
    if (rows.length != 0 && rows.length != values.length) {
      throw new IllegalArgumentException(
          "column " + name + " has " + rows.length + " rows but " + values.length + " values");
    }
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] <= (i == 0 ? -1 : rows[i - 1])) {
        throw new IllegalArgumentException(
            "rows of column " + name + " must be ascending from 0, got " + rows[i]);
      }
    }
    this.name = name;
    this.rows = rows;
    this.values = values;
  }

  /** A column with a value for every row. */
  public static Column dense(MetricName name, double... values) {
    return new Column(name, ALL_ROWS, values);
  }

  /** The metric. */
  public MetricName name() {
    return name;
  }

  /** How many values the column has. */
  public int size() {
    return values.length;
  }

  /** The row (0-based) that value {@code i} belongs to. */
  public int row(int i) {
    return rows.length == 0 ? i : rows[i];
  }

  /** Value {@code i}. */
  public double value(int i) {
    return values[i];
  }

  /** Whether every row has a value. */
  public boolean isDense() {
    return rows.length == 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Column that
        && name.equals(that.name)
        && Arrays.equals(rows, that.rows)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * name.hashCode() + Arrays.hashCode(rows)) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return name + (isDense() ? "" : "@" + Arrays.toString(rows)) + "=" + Arrays.toString(values);
  }
}
