package dev.plateau.protocol;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rows of zero or more steps, by column, in the order in which the trainer published them.
 * Immutable by agreement: nobody writes to the arrays after construction.
 */
public final class StepBatch implements Message {
  private final long[] steps;
  private final long[] timesMicros;
  private final long droppedSteps;
  private final List<Column> columns;
  private final String experiment;

  /**
   * @param steps step of each row, ≥ 0
   * @param timesMicros trainer's wall clock of each row, microseconds since the epoch
   * @param droppedSteps steps that the session has dropped so far because its buffers were full
   * @param columns the metrics, no two of the same name
   * @param experiment what the rows belong to where no {@link RunStarted} says it; empty: not said
   * @throws IllegalArgumentException naming what does not fit
   */
  public StepBatch(
      long[] steps,
      long[] timesMicros,
      long droppedSteps,
      List<Column> columns,
      String experiment) {
    if (steps.length != timesMicros.length) {
      throw new IllegalArgumentException(
          "a batch has a time for every step, got "
              + steps.length
              + " steps and "
              + timesMicros.length
              + " times");
    }
    for (long step : steps) {
      if (step < 0) {
        throw new IllegalArgumentException("step must be >= 0, got " + step);
      }
    }
    if (droppedSteps < 0) {
      throw new IllegalArgumentException("dropped_steps must be >= 0, got " + droppedSteps);
    }
    this.steps = steps;
    this.timesMicros = timesMicros;
    this.droppedSteps = droppedSteps;
    this.columns = List.copyOf(columns);
    this.experiment = experiment;
    checkColumns();
  }

  private void checkColumns() {
    Set<MetricName> names = new HashSet<>();
    for (Column column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException("metric " + column.name() + " has two columns");
      }
      if (column.isDense() && column.size() != steps.length) {
        throw new IllegalArgumentException(
            "column "
                + column.name()
                + " has "
                + column.size()
                + " values for "
                + steps.length
                + " rows");
      }
      if (!column.isDense() && column.row(column.size() - 1) >= steps.length) {
        throw new IllegalArgumentException(
            "column "
                + column.name()
                + " names row "
                + column.row(column.size() - 1)
                + " of "
                + steps.length);
      }
    }
  }

  /** Number of rows. */
  public int size() {
    return steps.length;
  }

  /** Step of a row. */
  public long step(int row) {
    return steps[row];
  }

  /** Trainer's wall clock of a row, microseconds since the epoch. */
  public long timeMicros(int row) {
    return timesMicros[row];
  }

  /** Steps that the session has dropped so far because its buffers were full. */
  public long droppedSteps() {
    return droppedSteps;
  }

  /** The metrics. */
  public List<Column> columns() {
    return columns;
  }

  /** What the rows belong to where no {@link RunStarted} says it; empty: not said. */
  public String experiment() {
    return experiment;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StepBatch that
        && Arrays.equals(steps, that.steps)
        && Arrays.equals(timesMicros, that.timesMicros)
        && droppedSteps == that.droppedSteps
        && columns.equals(that.columns)
        && experiment.equals(that.experiment);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(steps) + columns.hashCode();
  }

  @Override
  public String toString() {
    return "StepBatch[steps="
        + Arrays.toString(steps)
        + ", dropped="
        + droppedSteps
        + ", columns="
        + columns
        + "]";
  }
}
