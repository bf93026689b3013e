package dev.plateau.trainer.probe;

import java.util.Arrays;

/**
 * A dense matrix of doubles over a row-major array, which it does not copy.
 *
 * <p>Layer weights are (outputs × inputs) everywhere in this package. DL4J keeps them (inputs ×
 * outputs) in column-major order, which is the same sequence of numbers: {@code new Matrix(outputs,
 * inputs, w.dup('f').data().asDouble())} wraps them without transposing.
 */
public final class Matrix {
  private final int rows;
  private final int columns;
  private final double[] data;

  /**
   * Wraps {@code data}; entry (i, j) is {@code data[i * columns + j]}.
   *
   * @throws IllegalArgumentException naming the shape, if a dimension is negative or data has
   *     another length
   */
  public Matrix(int rows, int columns, double[] data) {
    if (rows < 0 || columns < 0 || (long) rows * columns != data.length) {
      throw new IllegalArgumentException(
          "a " + rows + " x " + columns + " matrix does not fit " + data.length + " numbers");
    }
    this.rows = rows;
    this.columns = columns;
    this.data = data;
  }

  /** A matrix of zeros. */
  public static Matrix zeros(int rows, int columns) {
    return new Matrix(rows, columns, new double[Math.multiplyExact(rows, columns)]);
  }

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** Number of columns. */
  public int columns() {
    return columns;
  }

  /** Entry of a row and a column, both 0-based. */
  public double get(int row, int column) {
    return data[row * columns + column];
  }

  /** The array itself, row-major: what is written there is written here. */
  public double[] data() {
    return data;
  }

  /**
   * A copy of the first rows.
   *
   * @throws IllegalArgumentException quoting their number, if there are not as many
   */
  public Matrix firstRows(int count) {
    if (count < 0 || count > rows) {
      throw new IllegalArgumentException(this + " has no first " + count + " rows");
    }
    return new Matrix(count, columns, Arrays.copyOf(data, count * columns));
  }

  /** Whether no entry is NaN or infinite. */
  public boolean isFinite() {
    for (double value : data) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return rows + " x " + columns + " matrix";
  }
}
