package dev.plateau.collector.export;

import dev.plateau.collector.log.LogUnavailableException;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * Moves over a run's rows and tells the watch. Where the log goes away or the watch ends it, the
 * exception says up to which step the run is exported. For one thread.
 */
final class Reading {
  private static final int PACE = 1 << 12;

  private final RunEntry run;
  private final Path folder;
  private final RunRows rows;
  private final ExportWatch watch;
  private final LongSupplier exportedTo;
  private long count;
  private long lastOffset = -1;

  /**
   * @param exportedTo the highest step that would be there if it ended now; -1: none
   */
  Reading(RunEntry run, Path folder, RunRows rows, ExportWatch watch, LongSupplier exportedTo) {
    this.run = run;
    this.folder = folder;
    this.rows = rows;
    this.watch = watch;
    this.exportedTo = exportedTo;
  }

  /** As {@link RunRows#advance}. */
  boolean advance() throws IOException {
    if ((count & (PACE - 1)) == 0 && watch.isStopped()) {
      throw interrupted("Stopped.", null);
    }
    if (!advanceRows()) {
      return false;
    }
    if ((count & (PACE - 1)) == 0) {
      watch.reached(rows.progress(), rows.step());
    }
    count++;
    lastOffset = rows.offset();
    return true;
  }

  private boolean advanceRows() throws IOException {
    try {
      return rows.advance();
    } catch (LogUnavailableException e) {
      throw interrupted(String.valueOf(e.getMessage()), e);
    }
  }

  private InterruptedExportException interrupted(
      String why, @org.jspecify.annotations.Nullable Throwable cause) {
    return new InterruptedExportException(run.run(), folder, exportedTo.getAsLong(), why, cause);
  }

  /** How many rows there were. */
  long count() {
    return count;
  }

  /** Offset of the last row's record; -1: there was none. */
  long lastOffset() {
    return lastOffset;
  }
}
