package dev.plateau.collector.log;

import java.io.IOException;

/** Makes of a run's records the rows that count. */
public final class ResolvedRows {
  private ResolvedRows() {}

  /**
   * Opens the run's rows; whoever does closes them.
   *
   * @throws LogUnavailableException if the log cannot be read
   */
  public static RunRows open(RunLog log, RunEntry run) throws IOException {
    log.records(run).close();
    throw new UnsupportedOperationException("soon");
  }
}
