package dev.plateau.collector.reproduce;

import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunEntry.LoggedAttempt;
import dev.plateau.collector.log.RunLog;
import dev.plateau.collector.log.RunRecords;
import dev.plateau.collector.log.UnknownRunException;
import java.io.IOException;
import java.util.Optional;

/**
 * The planned runs that a log has whole: they said that they made all their steps, or diverged, and
 * none of it is missing. As the log was when it was opened.
 */
public final class FinishedRuns {
  private static final String COMPLETED = "completed";
  private static final String FAILED = "failed";

  private final RunLog log;
  private final RunNaming naming;

  /**
   * @param log read only; closed by whoever opened it
   * @param naming how the runs are called in it
   */
  public FinishedRuns(RunLog log, RunNaming naming) {
    this.log = log;
    this.naming = naming;
  }

  /**
   * Whether the log has the run whole.
   *
   * @throws dev.plateau.collector.log.LogUnavailableException if it cannot be read
   */
  public boolean isFinished(PlannedRun run) throws IOException {
    Optional<RunEntry> entry = entry(run);
    return entry.isPresent() && obstacle(entry.get()).isEmpty();
  }

  /**
   * Whether the run is over in the log, however it ended.
   *
   * @throws dev.plateau.collector.log.LogUnavailableException if it cannot be read
   */
  public boolean isEnded(PlannedRun run) throws IOException {
    return entry(run).map(RunEntry::isEnded).orElse(false);
  }

  /** The entry of the run, however it stands with it; empty: there is none. */
  Optional<RunEntry> entry(PlannedRun run) throws IOException {
    try {
      return Optional.of(log.find(naming.id(run)));
    } catch (UnknownRunException e) {
      return Optional.empty();
    }
  }

  /** Why the run cannot be used, in words behind its name: {@code failed: …}; empty: it can. */
  Optional<String> obstacle(RunEntry entry) throws IOException {
    String phase = entry.phase();
    if (phase.equals(FAILED) && !isDiverged(entry)) {
      return Optional.of(
          "failed at step %d: %s"
              .formatted(
                  entry.lastStep(), entry.reason().isEmpty() ? "no reason" : entry.reason()));
    }
    if (!phase.equals(COMPLETED) && !phase.equals(FAILED)) {
      return Optional.of(
          (entry.isEnded() ? "was " + phase : "has not ended, it is")
              + " at step "
              + entry.lastStep());
    }
    for (LoggedAttempt attempt : entry.attempts()) {
      // What an attempt lacks that a later one began anew is of no interest.
      if (attempt.counts() && attempt.droppedSteps() > 0) {
        return Optional.of(
            "lacks " + attempt.droppedSteps() + " steps that the trainer had to drop");
      }
      if (attempt.counts() && attempt.missing() > 0) {
        return Optional.of("lacks " + attempt.missing() + " records that never arrived");
      }
    }
    try (RunRecords records = log.records(entry)) {
      return records.beginsLate()
          ? Optional.of("is no longer whole: the log has dropped its beginning")
          : Optional.empty();
    }
  }

  /** Its loss was no finite number at last: that is a result, and would be the same again. */
  private static boolean isDiverged(RunEntry entry) {
    return entry.json().path("metrics").path("loss").path("value").isTextual();
  }
}
