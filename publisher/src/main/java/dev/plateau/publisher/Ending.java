package dev.plateau.publisher;

import dev.plateau.protocol.RunFinished;

/**
 * That a run ended.
 *
 * @param outcome how
 * @param reason why, for a failed run; may be empty
 * @param timeMicros when, microseconds since the epoch
 */
record Ending(RunFinished.Outcome outcome, String reason, long timeMicros) {
  RunFinished message(long droppedSteps) {
    return new RunFinished(outcome, reason, timeMicros, droppedSteps);
  }
}
