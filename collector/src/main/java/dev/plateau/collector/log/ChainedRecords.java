package dev.plateau.collector.log;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The records of archived runs, one run after the other. */
final class ChainedRecords implements RunRecords {
  private final List<ArchivedRun> runs;
  private int next;
  private @Nullable RunRecords present;
  private long bytesBefore;
  private boolean beginsLate;

  ChainedRecords(List<ArchivedRun> runs) {
    this.runs = List.copyOf(runs);
  }

  @Override
  public @Nullable RunRecord next() throws IOException {
    while (true) {
      RunRecords open = present;
      if (open != null) {
        RunRecord record = open.next();
        if (record != null) {
          return record;
        }
        bytesBefore += open.bytesRead();
        open.close();
        present = null;
      }
      if (next == runs.size()) {
        return null;
      }
      present = runs.get(next++).openRecords(0);
      beginsLate |= present.beginsLate();
    }
  }

  @Override
  public long bytesRead() {
    return bytesBefore + (present == null ? 0 : present.bytesRead());
  }

  @Override
  public double progress() {
    double inPresent = present == null ? 1 : present.progress();
    return runs.isEmpty() ? 1 : Math.max(0, next - 1 + inPresent) / runs.size();
  }

  /** Whether any of the runs so far begins late. */
  @Override
  public boolean beginsLate() {
    return beginsLate;
  }

  @Override
  public void close() {
    if (present != null) {
      present.close();
      present = null;
    }
  }
}
