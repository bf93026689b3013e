package dev.plateau.collector.cli;

import dev.plateau.collector.log.RunEntry;
import java.util.Optional;

/** What is said where the log has dropped the beginning of a run. */
final class LateBeginning {
  private LateBeginning() {}

  /**
   * The sentence, where one is due.
   *
   * @param firstStep first step that was read; -1: none
   */
  static Optional<String> sentence(RunEntry run, boolean beginsLate, long firstStep) {
    if (!beginsLate) {
      return Optional.empty();
    }
    return Optional.of(
        firstStep < 0
            ? "The log has dropped all records of run " + run.run() + " (retention)."
            : "The log has dropped the beginning of run "
                + run.run()
                + " (retention): there are data from step "
                + firstStep
                + " on.");
  }
}
