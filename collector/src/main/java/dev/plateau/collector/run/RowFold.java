package dev.plateau.collector.run;

import dev.plateau.protocol.Column;
import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.protocol.StepBatch;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Folds the rows of one batch into the present attempt. For one batch. */
final class RowFold {
  private final RunState state;
  private final Attempt attempt;
  private final Emission emission;
  private final StepBatch batch;
  private final ColumnCursor[] cursors;
  private final Optional<ColumnCursor> learningRate;
  private final Optional<ColumnCursor> loss;
  private final Optional<ColumnCursor> fullLoss;
  private final Optional<ColumnCursor> separatedStep;
  private long newSteps;
  private long tellingRows;

  RowFold(RunState state, Attempt attempt, StepBatch batch, Emission emission) {
    this.state = state;
    this.attempt = attempt;
    this.batch = batch;
    this.emission = emission;
    if (attempt.firstStep == Attempt.NO_STEP && batch.size() > 0) {
      attempt.firstStep = batch.step(0);
      state.supersedeFrom(attempt.firstStep);
    }
    List<Column> columns = batch.columns();
    cursors = new ColumnCursor[columns.size()];
    for (int i = 0; i < cursors.length; i++) {
      Column column = columns.get(i);
      cursors[i] = new ColumnCursor(column, state.metrics.latest(column.name()));
    }
    learningRate = cursor(Metrics.LEARNING_RATE);
    loss = cursor(Metrics.LOSS);
    fullLoss = cursor(Metrics.FULL_LOSS);
    separatedStep = cursor(Metrics.SUPPORT_SEPARATED_STEP);
  }

  private Optional<ColumnCursor> cursor(MetricName name) {
    for (ColumnCursor cursor : cursors) {
      if (cursor.column.name().equals(name)) {
        return Optional.of(cursor);
      }
    }
    return Optional.empty();
  }

  /** Steps folded for the first time in the attempt. */
  long newSteps() {
    return newSteps;
  }

  /** Rows that told something new: a step, or a metric of a step. */
  long tellingRows() {
    return tellingRows;
  }

  void fold() {
    for (int row = 0; row < batch.size(); row++) {
      fold(row);
    }
    attempt.droppedSteps = Math.max(attempt.droppedSteps, batch.droppedSteps());
  }

  private void fold(int row) {
    long step = batch.step(row);
    boolean told = advance(step, batch.timeMicros(row));
    for (ColumnCursor cursor : cursors) {
      told |= cursor.offer(row, step);
    }
    if (told) {
      tellingRows++;
    } else {
      state.ledger.countRepeatedStep();
    }
    // The rate first: a loss that answers to it finds it in place.
    learningRate.filter(ColumnCursor::taken).ifPresent(rate -> watchRate(step, rate.value()));
    loss.filter(ColumnCursor::taken).ifPresent(taken -> watchLoss(step, taken.value()));
    fullLoss
        .filter(ColumnCursor::taken)
        .ifPresent(
            taken ->
                state
                    .tracker(LossSource.FULL_LOSS)
                    .observe(step, taken.value(), state.progress, emission));
    separatedStep
        .filter(ColumnCursor::taken)
        .ifPresent(taken -> state.support.observe(step, taken.value(), emission));
  }

  private boolean advance(long step, long timeMicros) {
    if (step <= attempt.lastStep) {
      return false;
    }
    attempt.lastStep = step;
    state.lastStepAppendMicros = emission.timeMicros();
    state.progress.clock.add(step, timeMicros);
    newSteps++;
    return true;
  }

  private void watchRate(long step, double rate) {
    double before = state.progress.learningRate.rate();
    if (state.progress.learningRate.fellAt(step, rate)) {
      emission.add(
          new RunEvent.LearningRateDecayed(
              emission.header(step, "learning_rate_decayed", step), before, rate));
    }
  }

  private void watchLoss(long step, double value) {
    state.progress.smoothedLoss.add(value);
    state.progress.lossWindow.add(value, emission.timeMicros());
    state.tracker(LossSource.LOSS).observe(step, value, state.progress, emission);
  }

  /** Goes through a column row by row. */
  private static final class ColumnCursor {
    private final Column column;
    private final LatestMetrics.@Nullable Latest latest;
    private int next;
    private boolean taken;

    ColumnCursor(Column column, LatestMetrics.@Nullable Latest latest) {
      this.column = column;
      this.latest = latest;
    }

    /** Offers the column's value at the row, if it has one; returns whether it was taken. */
    boolean offer(int row, long step) {
      taken = false;
      if (next < column.size() && column.row(next) == row) {
        taken = latest != null && latest.offer(step, column.value(next));
        next++;
      }
      return taken;
    }

    boolean taken() {
      return taken;
    }

    double value() {
      return column.value(next - 1);
    }
  }
}
