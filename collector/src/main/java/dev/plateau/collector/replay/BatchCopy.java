package dev.plateau.collector.replay;

import dev.plateau.protocol.Column;
import dev.plateau.protocol.StepBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Some rows of a batch, with times of their own. For one batch. */
final class BatchCopy {
  private final StepBatch batch;
  private final int[] rows;

  /** The rows whose steps are in the range. */
  BatchCopy(StepBatch batch, StepRange range) {
    this.batch = batch;
    int[] kept = new int[batch.size()];
    int size = 0;
    for (int row = 0; row < batch.size(); row++) {
      if (range.contains(batch.step(row))) {
        kept[size++] = row;
      }
    }
    rows = Arrays.copyOf(kept, size);
  }

  /** How many rows it has. */
  int size() {
    return rows.length;
  }

  /** Step of a row. */
  long step(int row) {
    return batch.step(rows[row]);
  }

  /** The batch of these rows, with a time for each. */
  StepBatch at(long[] timesMicros) {
    long[] steps = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      steps[i] = step(i);
    }
    return new StepBatch(steps, timesMicros, batch.droppedSteps(), columns(), batch.experiment());
  }

  private List<Column> columns() {
    if (rows.length == batch.size()) {
      return batch.columns();
    }
    List<Column> columns = new ArrayList<>();
    for (Column column : batch.columns()) {
      Column some = some(column);
      if (some.size() > 0) {
        columns.add(some);
      }
    }
    return columns;
  }

  private Column some(Column column) {
    int[] kept = new int[Math.min(rows.length, column.size())];
    double[] values = new double[kept.length];
    int size = 0;
    int next = 0;
    for (int i = 0; i < column.size(); i++) {
      while (next < rows.length && rows[next] < column.row(i)) {
        next++;
      }
      if (next < rows.length && rows[next] == column.row(i)) {
        kept[size] = next;
        values[size++] = column.value(i);
      }
    }
    double[] some = Arrays.copyOf(values, size);
    // Without row numbers a column has a value for each row, so none must not look like that.
    return size == rows.length
        ? Column.dense(column.name(), some)
        : new Column(column.name(), Arrays.copyOf(kept, size), some);
  }
}
