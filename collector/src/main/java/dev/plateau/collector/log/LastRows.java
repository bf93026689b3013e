package dev.plateau.collector.log;

import dev.plateau.collector.log.RunEntry.LoggedAttempt;
import dev.plateau.protocol.MetricName;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A run's last rows, one for each step, found without reading what lies before them: backwards from
 * the last offset that the registry knows, in windows that grow eightfold until they hold enough.
 *
 * @param rows in the order of their steps
 * @param reader makes rows of the records that follow
 * @param nextOffset where these begin
 * @param bytesRead what it took to find them
 */
public record LastRows(List<TailRow> rows, TailReader reader, long nextOffset, long bytesRead) {
  private static final long FIRST_WINDOW = 256;
  private static final long GROWTH = 8;

  /**
   * Finds the last rows that have any of the wanted metrics.
   *
   * @param count how many, ≥ 0; there may be fewer
   * @param wanted which metrics
   * @param all whether that is all of them
   * @throws LogUnavailableException if the log cannot be read
   */
  public static LastRows find(
      RunLog log, RunEntry run, int count, Predicate<MetricName> wanted, boolean all)
      throws IOException {
    long first = firstOffset(run);
    long end = lastOffset(run) + 1;
    long bytes = 0;
    Supersession supersession = Supersession.find(log, run);
    for (long window = FIRST_WINDOW; ; window *= GROWTH) {
      long from = end - window > first ? end - window : 0;
      Window found = new Window(count, new TailReader(run, supersession, wanted, all), end);
      found.read(log, run, from);
      bytes += found.bytes;
      if (found.rows.size() >= count || from == 0) {
        return new LastRows(
            List.copyOf(found.rows.values()), found.reader, found.nextOffset, bytes);
      }
    }
  }

  private static long firstOffset(RunEntry run) {
    long first = Long.MAX_VALUE;
    for (LoggedAttempt attempt : run.attempts()) {
      Long offset = attempt.firstOffset();
      first = Math.min(first, offset == null ? 0 : offset);
    }
    return first;
  }

  private static long lastOffset(RunEntry run) {
    long last = -1;
    for (LoggedAttempt attempt : run.attempts()) {
      Long offset = attempt.lastOffset();
      last = Math.max(last, offset == null ? -1 : offset);
    }
    return last;
  }

  /** The end of a run, from some offset on. */
  private static final class Window {
    final int count;
    final TailReader reader;
    final TreeMap<Long, TailRow> rows = new TreeMap<>();
    long nextOffset;
    long bytes;

    Window(int count, TailReader reader, long nextOffset) {
      this.count = count;
      this.reader = reader;
      this.nextOffset = nextOffset;
    }

    void read(RunLog log, RunEntry run, long from) throws IOException {
      try (RunRecords records = log.recordsFrom(run, from)) {
        for (RunRecord record = records.next(); record != null; record = records.next()) {
          nextOffset = Math.max(nextOffset, record.at().offset() + 1);
          List<TailRow> told = reader.take(record);
          reader.superseded().ifPresent(step -> rows.tailMap(step, true).clear());
          told.forEach(this::keep);
        }
        bytes = records.bytesRead();
      }
    }

    private void keep(TailRow row) {
      rows.merge(row.step(), row, TailRow::with);
      if (rows.size() > count) {
        rows.pollFirstEntry();
      }
    }
  }
}
