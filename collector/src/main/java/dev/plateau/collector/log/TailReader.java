package dev.plateau.collector.log;

import dev.plateau.protocol.Column;
import dev.plateau.protocol.Decoded;
import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.RunFinished;
import dev.plateau.protocol.RunStarted;
import dev.plateau.protocol.StepBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Makes rows of a run's records from anywhere in its middle on: those that count and say something
 * new. Mutable; for one thread.
 */
public final class TailReader {
  private static final long NO_STEP = -1;

  private final Predicate<MetricName> wanted;
  private final boolean all;
  private final TailAttempts attempts;
  private final Map<MetricName, Long> lastSteps = new HashMap<>();
  private long lastStep = NO_STEP;
  private boolean ended;
  private OptionalLong superseded = OptionalLong.empty();

  /**
   * @param supersession of the run as it is now
   * @param wanted metrics that rows shall have
   * @param all whether that is all of them: then rows with a step only are rows too
   */
  TailReader(RunEntry run, Supersession supersession, Predicate<MetricName> wanted, boolean all) {
    this.wanted = wanted;
    this.all = all;
    attempts = new TailAttempts(run, supersession);
    ended = run.isEnded();
  }

  /** The rows of the next record; none, if it has none that count. */
  public List<TailRow> take(RunRecord record) {
    superseded = OptionalLong.empty();
    if (!(record.decode() instanceof Decoded.Valid valid)) {
      return List.of();
    }
    Envelope envelope = valid.envelope();
    if (attempts.isNew(envelope)) {
      attempts.begin(envelope, record.at().offset());
      begin(envelope);
    }
    long below = attempts.countedBelow(envelope, record.at().offset());
    if (below == 0) {
      return List.of();
    }
    if (envelope.message() instanceof StepBatch batch) {
      List<TailRow> rows = rows(batch, below);
      // A record that comes once more takes no end back.
      ended &= rows.isEmpty();
      return rows;
    }
    ended |= envelope.message() instanceof RunFinished;
    return List.of();
  }

  private void begin(Envelope envelope) {
    lastStep = NO_STEP;
    ended = false;
    long first = Long.MAX_VALUE;
    if (envelope.message() instanceof RunStarted started) {
      first = started.firstStep();
    } else if (envelope.message() instanceof StepBatch batch && batch.size() > 0) {
      first = batch.step(0);
    }
    long from = first;
    superseded = OptionalLong.of(from);
    attempts.supersedeFrom(from);
    lastSteps.replaceAll((metric, step) -> Math.min(step, from - 1));
  }

  private List<TailRow> rows(StepBatch batch, long below) {
    List<TailRow> rows = new ArrayList<>();
    int[] next = new int[batch.columns().size()];
    for (int row = 0; row < batch.size(); row++) {
      long step = batch.step(row);
      Map<MetricName, Double> metrics = new LinkedHashMap<>();
      for (int c = 0; c < next.length; c++) {
        Column column = batch.columns().get(c);
        if (next[c] < column.size() && column.row(next[c]) == row) {
          double value = column.value(next[c]++);
          if (step < below && wanted.test(column.name()) && isNew(column.name(), step)) {
            metrics.put(column.name(), value);
          }
        }
      }
      boolean isNewStep = step < below && step > lastStep;
      if (isNewStep) {
        lastStep = step;
      }
      if (!metrics.isEmpty() || (isNewStep && all)) {
        rows.add(new TailRow(step, batch.timeMicros(row), metrics));
      }
    }
    return rows;
  }

  private boolean isNew(MetricName metric, long step) {
    if (step <= lastSteps.getOrDefault(metric, NO_STEP)) {
      return false;
    }
    lastSteps.put(metric, step);
    return true;
  }

  /** From which step on the last record superseded what came before; empty: it did not. */
  OptionalLong superseded() {
    return superseded;
  }

  /** Whether the run is over, as far as it was read. */
  public boolean isEnded() {
    return ended;
  }
}
