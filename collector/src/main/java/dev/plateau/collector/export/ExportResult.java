package dev.plateau.collector.export;

import java.nio.file.Path;

/**
 * What has become of one run.
 *
 * @param run run id
 * @param folder where it is
 * @param rows rows of the table; for OpenMetrics, rows that were read
 * @param metrics how many metrics they have
 * @param parts how many files there are
 * @param written how many of them were written now; the others were there and right
 * @param bytes size of all the files
 * @param bytesRead bytes read from the log or the archive
 * @param firstStep the lowest step; -1: there is none
 * @param lastStep the highest step; -1: there is none
 * @param beginsLate whether the log had dropped the beginning of the run
 * @param leftOut samples that could not be told apart by their time
 */
public record ExportResult(
    String run,
    Path folder,
    long rows,
    int metrics,
    int parts,
    int written,
    long bytes,
    long bytesRead,
    long firstStep,
    long lastStep,
    boolean beginsLate,
    long leftOut) {
  /** Whether all was there already. */
  public boolean isUnchanged() {
    return written == 0;
  }
}
