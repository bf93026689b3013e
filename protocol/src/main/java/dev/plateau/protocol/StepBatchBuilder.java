package dev.plateau.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns rows into a columnar {@link StepBatch}. Columns keep their index over batches, so that a
 * steady publisher looks no name up. Not thread-safe.
 */
public final class StepBatchBuilder {
  // What the wire schema needs at most. Envelope: run 131, session 18, sequence 11, and the tags,
  // lengths and counts of an envelope and a batch.
  private static final long ENVELOPE_BYTES = 256;
  // Two varints of 64 bits.
  private static final long ROW_BYTES = 20;
  // A double and a varint of 32 bits.
  private static final long VALUE_BYTES = 13;
  // Tags and lengths of a column, its name aside.
  private static final long COLUMN_BYTES = 26;

  private final Map<MetricName, Integer> indexes = new HashMap<>();
  private final List<Growing> columns = new ArrayList<>();
  private long[] steps = new long[64];
  private long[] timesMicros = new long[64];
  private int rows;
  private long values;
  private long columnBytes;

  /** Index of a metric's column, the same for the life of the builder. */
  public int column(MetricName name) {
    return indexes.computeIfAbsent(
        name,
        added -> {
          columns.add(new Growing(added));
          columnBytes += COLUMN_BYTES + added.toString().getBytes(StandardCharsets.UTF_8).length;
          return columns.size() - 1;
        });
  }

  /** Begins a row. */
  public void row(long step, long timeMicros) {
    if (rows == steps.length) {
      steps = Arrays.copyOf(steps, 2 * rows);
      timesMicros = Arrays.copyOf(timesMicros, 2 * rows);
    }
    steps[rows] = step;
    timesMicros[rows] = timeMicros;
    rows++;
  }

  /**
   * Puts a value into the row begun last. A second value for the same metric in a row replaces the
   * first.
   *
   * @param column an index that {@link #column} gave
   */
  public void value(int column, double value) {
    if (rows == 0) {
      throw new IllegalStateException("a value needs a row, begin one first");
    }
    values += columns.get(column).put(rows - 1, value);
  }

  /** Rows so far. */
  public int rows() {
    return rows;
  }

  /**
   * Upper bound of the encoded size so far, in bytes: of a record with this batch, the text of its
   * experiment aside.
   */
  public long sizeBoundBytes() {
    return ENVELOPE_BYTES + ROW_BYTES * rows + VALUE_BYTES * values + columnBytes;
  }

  /**
   * Makes the batch and empties the builder, whether the batch is refused or not; column indexes
   * stay.
   *
   * @throws IllegalArgumentException as {@link StepBatch} does
   */
  public StepBatch build(long droppedSteps, String experiment) {
    List<Column> built = new ArrayList<>();
    for (Growing column : columns) {
      if (column.size > 0) {
        built.add(column.take(rows));
      }
    }
    long[] builtSteps = Arrays.copyOf(steps, rows);
    long[] builtTimes = Arrays.copyOf(timesMicros, rows);
    rows = 0;
    values = 0;
    return new StepBatch(builtSteps, builtTimes, droppedSteps, built, experiment);
  }

  /** A column whose rows are still coming. */
  private static final class Growing {
    private final MetricName name;
    private int[] rows = new int[16];
    private double[] values = new double[16];
    private int size;

    Growing(MetricName name) {
      this.name = name;
    }

    /** Returns how many values were added: 1, or 0 where the row had one already. */
    int put(int row, double value) {
      if (size > 0 && rows[size - 1] == row) {
        values[size - 1] = value;
        return 0;
      }
      if (size == rows.length) {
        rows = Arrays.copyOf(rows, 2 * size);
        values = Arrays.copyOf(values, 2 * size);
      }
      rows[size] = row;
      values[size] = value;
      size++;
      return 1;
    }

    Column take(int batchRows) {
      double[] taken = Arrays.copyOf(values, size);
      Column column =
          size == batchRows
              ? Column.dense(name, taken)
              : new Column(name, Arrays.copyOf(rows, size), taken);
      size = 0;
      return column;
    }
  }
}
