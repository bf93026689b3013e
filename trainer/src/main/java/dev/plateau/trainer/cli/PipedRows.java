package dev.plateau.trainer.cli;

import dev.plateau.protocol.Column;
import dev.plateau.protocol.Decoded;
import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.JsonCodec;
import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.protocol.RunId;
import dev.plateau.protocol.StepBatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * JSON lines that become rows of one run. A bad line is reported with its number and skipped; all
 * others are handed on, in their order: lines = good + bad + blank.
 */
final class PipedRows {
  private final RunId run;
  private final Map<MetricName, MetricName> aliases;
  private final LongSupplier timeMicros;
  private final PrintWriter err;
  private long bad;

  /** Where rows go. */
  interface Target {
    /** Begins a row. */
    void row(long step, long timeMicros, String experiment);

    /** A value of the row. */
    void put(MetricName name, double value);

    /** Ends the row; loss is NaN where it has none. */
    void commit(long step, double loss);
  }

  /**
   * Rows for a run.
   *
   * @param aliases what metrics are called in the lines, and what they shall be called
   * @param timeMicros the time of rows that bring none
   */
  PipedRows(
      RunId run, Map<MetricName, MetricName> aliases, LongSupplier timeMicros, PrintWriter err) {
    this.run = run;
    this.aliases = Map.copyOf(aliases);
    this.timeMicros = timeMicros;
    this.err = err;
  }

  /** Hands all rows on until the input ends. */
  void readAll(InputStream in, Target target) throws IOException {
    LineInput lines = new LineInput(in);
    while (lines.next()) {
      if (lines.isTooLong()) {
        report(lines.number(), "it has more than " + LineInput.LONGEST + " bytes");
      } else if (!isBlank(lines.bytes())) {
        read(lines, target);
      }
    }
  }

  /** How many lines were skipped. */
  long bad() {
    return bad;
  }

  private void read(LineInput lines, Target target) {
    Decoded decoded = JsonCodec.decode(lines.bytes(), run.value(), timeMicros.getAsLong());
    if (decoded instanceof Decoded.Malformed malformed) {
      report(lines.number(), malformed.describe());
    } else if (decoded instanceof Decoded.Valid valid) {
      handOn(lines.number(), valid.envelope(), target);
    }
  }

  private void handOn(long line, Envelope envelope, Target target) {
    if (!envelope.run().equals(run)) {
      report(line, "run: this pipe is for run " + run + ", got '" + envelope.run() + "'");
    } else if (envelope.message() instanceof StepBatch batch) {
      handOn(batch, target);
    }
  }

  private void handOn(StepBatch batch, Target target) {
    List<Column> columns = batch.columns();
    int[] next = new int[columns.size()];
    Map<MetricName, Double> values = new HashMap<>();
    for (int row = 0; row < batch.size(); row++) {
      values.clear();
      for (int c = 0; c < next.length; c++) {
        Column column = columns.get(c);
        if (next[c] < column.size() && column.row(next[c]) == row) {
          MetricName name = aliases.getOrDefault(column.name(), column.name());
          values.put(name, column.value(next[c]++));
        }
      }
      target.row(batch.step(row), batch.timeMicros(row), batch.experiment());
      values.forEach(target::put);
      target.commit(batch.step(row), values.getOrDefault(Metrics.LOSS, Double.NaN));
    }
  }

  private void report(long line, String reason) {
    bad++;
    err.println("line " + line + ": " + reason);
    err.flush();
  }

  private static boolean isBlank(byte[] bytes) {
    for (byte b : bytes) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}
