package dev.plateau.collector.verify;

import dev.plateau.collector.run.MissingRecords;
import dev.plateau.collector.run.Totals;
import java.util.List;

/**
 * What came of verifying one run.
 *
 * @param run run id
 * @param records records that the log has of it
 * @param books what became of them, over the whole log: also before the run was forgotten
 * @param unreadable records under its key that could not be read before it began; in no books
 * @param events events that the fold raises
 * @param pendingEvents of these, so new that no collector has told them yet
 * @param newerRecords records that came after those that the registry's entry goes up to
 * @param differences what was recorded otherwise
 * @param missing records that did not arrive though later ones did
 * @param missingRanges which ones, as far as known: of each session the latest ranges
 * @param droppedSteps steps that trainers say they dropped
 */
public record Verification(
    String run,
    long records,
    Totals books,
    long unreadable,
    long events,
    long pendingEvents,
    long newerRecords,
    List<Difference> differences,
    long missing,
    List<MissingRecords> missingRanges,
    long droppedSteps) {
  public Verification {
    differences = List.copyOf(differences);
    missingRanges = List.copyOf(missingRanges);
  }

  /** Whether all that was recorded is what the log makes of it. */
  public boolean isIdentical() {
    return differences.isEmpty();
  }

  /** Whether no record is missing. */
  public boolean isComplete() {
    return missing == 0;
  }
}
