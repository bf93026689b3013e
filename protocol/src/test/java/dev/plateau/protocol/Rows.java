package dev.plateau.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a batch says, row by row: the naive reading that a columnar one must agree with. */
record Rows(List<Row> rows) {
  /** One step. Values are compared by their bits, so that -0.0 and NaN payloads count. */
  record Row(long step, long timeMicros, Map<String, Long> valueBits) {}

  /** Every bit of every value. */
  static Rows of(StepBatch batch) {
    return of(batch, false);
  }

  /** As {@link #of(StepBatch)}, but all NaN alike: JSON has only one. */
  static Rows withOneNan(StepBatch batch) {
    return of(batch, true);
  }

  private static Rows of(StepBatch batch, boolean oneNan) {
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row < batch.size(); row++) {
      rows.add(new Row(batch.step(row), batch.timeMicros(row), new TreeMap<>()));
    }
    for (Column column : batch.columns()) {
      for (int i = 0; i < column.size(); i++) {
        double value = column.value(i);
        rows.get(column.row(i))
            .valueBits()
            .put(
                column.name().toString(),
                oneNan ? Double.doubleToLongBits(value) : Double.doubleToRawLongBits(value));
      }
    }
    return new Rows(rows);
  }
}
