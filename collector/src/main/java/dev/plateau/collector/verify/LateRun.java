package dev.plateau.collector.verify;

import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunRecord;
import dev.plateau.protocol.Decoded;
import dev.plateau.protocol.Origin;
import dev.plateau.protocol.StepBatch;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run whose beginning the log has dropped: where what is left of it begins. */
final class LateRun {
  private long firstStep = -1;

  /**
   * Whether a run is such a one, in a log that has dropped something.
   *
   * @param entry its entry in the registry; null: it has none
   * @param first the first record of it that the log has
   */
  static boolean isOne(@Nullable RunEntry entry, RunRecord first) {
    if (entry == null) {
      return first.decode() instanceof Decoded.Valid valid
          && valid.envelope().origin() instanceof Origin.Sequenced origin
          && origin.sequence() > 0;
    }
    List<RunEntry.LoggedAttempt> attempts = entry.attempts();
    if (!entry.hasAllAttempts()) {
      return first.at().appendTimeMicros() > entry.firstTimeMicros();
    }
    return attempts.stream()
        .map(RunEntry.LoggedAttempt::firstOffset)
        .filter(offset -> offset != null)
        .min(Comparator.naturalOrder())
        .filter(offset -> first.at().offset() > offset)
        .isPresent();
  }

  void next(RunRecord record) {
    if (firstStep < 0
        && record.decode() instanceof Decoded.Valid valid
        && valid.envelope().message() instanceof StepBatch batch
        && batch.size() > 0) {
      firstStep = batch.step(0);
    }
  }

  /** The first step that the log still has; -1: none. */
  long firstStep() {
    return firstStep;
  }
}
