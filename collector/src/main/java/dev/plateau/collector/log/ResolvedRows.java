package dev.plateau.collector.log;

import dev.plateau.collector.run.Admittance;
import dev.plateau.collector.run.Admittance.Admitted;
import dev.plateau.collector.run.Outcome;
import dev.plateau.protocol.Column;
import dev.plateau.protocol.Decoded;
import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.RunDeleted;
import dev.plateau.protocol.StepBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a run's records the rows that count, as the fold counts them: records once and of the
 * newest session only, each metric moving forward by its own step, what a later attempt superseded
 * left out. Holds one record at a time.
 */
public final class ResolvedRows implements RunRows {
  private static final long NO_STEP = -1;

  private final RunRecords records;
  private final Supersession supersession;
  private final Admittance admittance = new Admittance();
  private final Map<MetricName, Integer> numbers = new HashMap<>();
  private final List<MetricName> metrics = new ArrayList<>();

  /** Last step taken of each metric, by its number. */
  private long[] lastSteps = {};

  // The batch that is being read, and its place in each of its columns.
  private @Nullable StepBatch batch;
  private int[] columnMetrics = {};
  private int[] columnNext = {};
  private int nextRow;
  private int attempt;
  private long supersededFrom;
  private long lastStep = NO_STEP;
  private long offset;

  // The present row.
  private long step;
  private long timeMicros;
  private int size;
  private int[] rowMetrics = {};
  private double[] rowValues = {};

  private ResolvedRows(RunRecords records, Supersession supersession) {
    this.records = records;
    this.supersession = supersession;
  }

  /**
   * Opens the run's rows; whoever does closes them.
   *
   * @throws LogUnavailableException if the log cannot be read
   */
  public static RunRows open(RunLog log, RunEntry run) throws IOException {
    // The records first, so that their end is fixed before it is asked what supersedes them.
    RunRecords records = log.records(run);
    try {
      return new ResolvedRows(records, Supersession.find(log, run));
    } catch (IOException | RuntimeException e) {
      records.close();
      throw e;
    }
  }

  @Override
  public boolean advance() throws IOException {
    while (true) {
      StepBatch present = batch;
      if (present == null || nextRow == present.size()) {
        if (!nextBatch()) {
          return false;
        }
      } else if (take(present, nextRow++)) {
        return true;
      }
    }
  }

  private boolean nextBatch() throws IOException {
    for (RunRecord record = records.next(); record != null; record = records.next()) {
      if (!(record.decode() instanceof Decoded.Valid valid)) {
        continue;
      }
      Admitted admitted = admittance.admit(valid.envelope(), record.at().offset());
      if (admitted.outcome() != Outcome.APPLIED) {
        continue;
      }
      if (admitted.begins()) {
        lastStep = NO_STEP;
      }
      if (valid.envelope().message() instanceof RunDeleted) {
        Arrays.fill(lastSteps, NO_STEP);
      }
      if (valid.envelope().message() instanceof StepBatch next) {
        begin(next, admitted, record.at().offset());
        return true;
      }
    }
    batch = null;
    return false;
  }

  private void begin(StepBatch next, Admitted admitted, long at) {
    batch = next;
    nextRow = 0;
    attempt = admitted.attempt();
    supersededFrom = supersession.supersededFrom(admitted.session());
    offset = at;
    int columns = next.columns().size();
    columnMetrics = new int[columns];
    columnNext = new int[columns];
    for (int i = 0; i < columns; i++) {
      columnMetrics[i] = number(next.columns().get(i).name());
    }
    if (rowMetrics.length < columns) {
      rowMetrics = new int[columns];
      rowValues = new double[columns];
    }
  }

  private int number(MetricName name) {
    Integer known = numbers.get(name);
    if (known != null) {
      return known;
    }
    int number = metrics.size();
    numbers.put(name, number);
    metrics.add(name);
    if (number == lastSteps.length) {
      lastSteps = Arrays.copyOf(lastSteps, Math.max(16, 2 * number));
      Arrays.fill(lastSteps, number, lastSteps.length, NO_STEP);
    }
    return number;
  }

  /** Makes it the present row, unless it does not count or says nothing new. */
  private boolean take(StepBatch from, int row) {
    step = from.step(row);
    timeMicros = from.timeMicros(row);
    size = 0;
    boolean counts = step < supersededFrom;
    for (int i = 0; i < columnMetrics.length; i++) {
      Column column = from.columns().get(i);
      if (columnNext[i] < column.size() && column.row(columnNext[i]) == row) {
        double value = column.value(columnNext[i]++);
        if (counts && step > lastSteps[columnMetrics[i]]) {
          lastSteps[columnMetrics[i]] = step;
          rowMetrics[size] = columnMetrics[i];
          rowValues[size++] = value;
        }
      }
    }
    boolean isNewStep = counts && step > lastStep;
    if (isNewStep) {
      lastStep = step;
    }
    return isNewStep || size > 0;
  }

  @Override
  public int attempt() {
    return attempt;
  }

  @Override
  public long step() {
    return step;
  }

  @Override
  public long timeMicros() {
    return timeMicros;
  }

  @Override
  public long offset() {
    return offset;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int metric(int i) {
    return rowMetrics[i];
  }

  @Override
  public double value(int i) {
    return rowValues[i];
  }

  @Override
  public List<MetricName> metrics() {
    return Collections.unmodifiableList(metrics);
  }

  @Override
  public long bytesRead() {
    return records.bytesRead();
  }

  @Override
  public double progress() {
    return records.progress();
  }

  @Override
  public boolean beginsLate() {
    return records.beginsLate();
  }

  @Override
  public void close() {
    records.close();
  }
}
