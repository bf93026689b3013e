package dev.plateau.collector.look;

import dev.plateau.collector.log.RunRows;
import dev.plateau.protocol.MetricName;
import java.io.IOException;

/** A run's rows, one after the other, with the value of one metric. For one thread. */
final class MetricRows {
  private static final int ROWS_BETWEEN_WORDS = 1 << 12;
  private static final int UNKNOWN = -1;

  private final RunRows rows;
  private final MetricName metric;
  private int number = UNKNOWN;
  private int known;
  private boolean hasValue;
  private double value;
  private long firstStepRead = -1;
  private long rowsRead;
  private long rowsTold;

  /**
   * @param rows read on, not closed
   */
  MetricRows(RunRows rows, MetricName metric) {
    this.rows = rows;
    this.metric = metric;
  }

  /** Moves to the next row; false after the last one. */
  boolean advance() throws IOException {
    if (!rows.advance()) {
      return false;
    }
    if (rowsRead++ == 0) {
      firstStepRead = rows.step();
    }
    hasValue = false;
    for (int i = 0; i < rows.size() && !hasValue; i++) {
      if (isWanted(rows.metric(i))) {
        value = rows.value(i);
        hasValue = true;
      }
    }
    return true;
  }

  /** Whether the present row has a value of the metric. */
  boolean hasValue() {
    return hasValue;
  }

  private boolean isWanted(int candidate) {
    while (number == UNKNOWN && known < rows.metrics().size()) {
      if (rows.metrics().get(known).equals(metric)) {
        number = known;
      }
      known++;
    }
    return candidate == number;
  }

  /** Step of the present row. */
  long step() {
    return rows.step();
  }

  /** The present row's value. */
  double value() {
    return value;
  }

  /** Step of the first row, whatever it had; -1: none was read. */
  long firstStepRead() {
    return firstStepRead;
  }

  /** Whether enough was read since this was last true to say how far the reading is. */
  boolean isTimeToTell() {
    if (rowsRead - rowsTold < ROWS_BETWEEN_WORDS) {
      return false;
    }
    rowsTold = rowsRead;
    return true;
  }
}
