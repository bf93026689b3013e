package dev.plateau.collector.look;

import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunEntry.LoggedAttempt;
import dev.plateau.collector.log.RunLog;
import dev.plateau.collector.log.RunRecord;
import dev.plateau.collector.log.RunRecords;
import dev.plateau.protocol.Column;
import dev.plateau.protocol.Decoded;
import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Origin;
import dev.plateau.protocol.StepBatch;
import java.io.IOException;
import java.util.Objects;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a long run's curve at places that are spread evenly over its range in the log, from each as
 * many records as come with one fetch. The first and the last records are among them.
 */
final class CurveSamples {
  /** Each place costs a connection and a fetch or two, about a tenth of a second. */
  private static final int PLACES = 16;

  /** How much more than its share a place may read in vain, before it has a record of the run. */
  private static final int VAIN = 4;

  private final RunLog log;
  private final RunEntry run;
  private final MetricName metric;
  private final long placeBytes;
  private final DoubleConsumer progress;
  private final MetricCurve curve = new MetricCurve();
  private long firstStepRead = -1;
  private long offsetsRead;
  private long bytesRead;
  private boolean beginsLate;

  /**
   * @param placeBytes what each place may read, but for a whole record and fetch
   * @param progress told how far the reading is, from 0 to 1
   */
  CurveSamples(
      RunLog log, RunEntry run, MetricName metric, long placeBytes, DoubleConsumer progress) {
    this.log = log;
    this.run = run;
    this.metric = metric;
    this.placeBytes = placeBytes;
    this.progress = progress;
  }

  /** Whether the run's entry says where in the log the run is. */
  static boolean isPossible(RunEntry run) {
    return !run.attempts().isEmpty()
        && run.attempts().stream()
            .allMatch(attempt -> attempt.firstOffset() != null && attempt.lastOffset() != null);
  }

  CurveReading read() throws IOException {
    long first = offset(run.attempts().get(0).firstOffset());
    long last = offset(run.attempts().get(run.attempts().size() - 1).lastOffset());
    long next = readPlace(first, last);
    long reach = next - first;
    for (int i = 1; i < PLACES; i++) {
      long place = first + Math.round((double) (last + 1 - reach - first) * i / (PLACES - 1));
      if (place >= next) {
        next = readPlace(place, last);
      }
      progress.accept((i + 1.0) / PLACES);
    }
    double share = Math.min(1, (double) offsetsRead / (last - first + 1));
    return new CurveReading(metric, curve, firstStepRead, beginsLate, PLACES, share, bytesRead);
  }

  private static long offset(@Nullable Long known) {
    return Objects.requireNonNull(known, "isPossible was not asked");
  }

  /** Reads on from an offset; returns the first one that was not read. */
  private long readPlace(long from, long last) throws IOException {
    long next = from;
    try (RunRecords records = log.recordsFrom(run, from)) {
      // What was fetched is more than what was taken; the first fetch alone may be a megabyte.
      long taken = 0;
      while (next <= last
          && taken < placeBytes
          && (taken > 0 || records.bytesRead() < VAIN * placeBytes)) {
        RunRecord record = records.next();
        if (record == null) {
          break;
        }
        next = record.at().offset() + 1;
        if (take(record)) {
          taken += size(record);
        }
      }
      beginsLate |= records.beginsLate();
      bytesRead += records.bytesRead();
    }
    offsetsRead += next - from;
    return next;
  }

  private static int size(RunRecord record) {
    byte[] value = record.value();
    return value == null ? 0 : value.length;
  }

  /** Whether it has steps that count. */
  private boolean take(RunRecord record) {
    if (!(record.decode() instanceof Decoded.Valid valid)
        || !(valid.envelope().message() instanceof StepBatch batch)) {
      return false;
    }
    long end = supersededFrom(valid.envelope());
    boolean counts = false;
    for (int row = 0; row < batch.size() && !counts; row++) {
      counts = batch.step(row) < end;
      if (counts && firstStepRead < 0) {
        firstStepRead = batch.step(row);
      }
    }
    batch.columns().stream()
        .filter(column -> column.name().equals(metric))
        .forEach(column -> take(batch, column, end));
    return counts;
  }

  private void take(StepBatch batch, Column column, long end) {
    for (int i = 0; i < column.size(); i++) {
      long step = batch.step(column.row(i));
      if (step < end && step > curve.lastStep()) {
        curve.add(step, column.value(i));
      }
    }
  }

  /** From which step on the record's rows do not count. */
  private long supersededFrom(Envelope envelope) {
    String session =
        envelope.origin() instanceof Origin.Sequenced sequenced
            ? sequenced.session().toString()
            : "";
    return run.attempts().stream()
        .filter(attempt -> attempt.session().equals(session))
        .mapToLong(LoggedAttempt::supersededFrom)
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }
}
