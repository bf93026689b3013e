package dev.plateau.collector.replay;

import dev.plateau.collector.log.RunEntry;
import dev.plateau.protocol.RunFinished.Outcome;

/**
 * How a replay ends.
 *
 * @param outcome what it says of its end
 * @param reason why, where it failed; may be empty
 * @param remark one sentence for people where it ends otherwise than the original; empty: it ends
 *     as the original did
 */
public record ReplayEnd(Outcome outcome, String reason, String remark) {
  /** As the original ended; where it did not end, so that the replay does. */
  static ReplayEnd asOriginal(RunEntry original) {
    return switch (original.phase()) {
      case "completed" -> new ReplayEnd(Outcome.COMPLETED, "", "");
      case "failed" -> new ReplayEnd(Outcome.FAILED, original.reason(), "");
      case "stopped" -> new ReplayEnd(Outcome.STOPPED, "", "");
      case "lost" ->
          new ReplayEnd(
              Outcome.STOPPED,
              "",
              "Run " + original.run() + " was lost without a word: its replay ends as stopped.");
      default ->
          new ReplayEnd(
              Outcome.COMPLETED,
              "",
              "Run "
                  + original.run()
                  + " has not ended: its replay is completed with what was there when it began.");
    };
  }

  /** Later steps were left out. */
  static ReplayEnd cut(long to) {
    return new ReplayEnd(
        Outcome.COMPLETED, "", "The replay is completed at --to-step " + to + ", as asked.");
  }

  /** The original could not be read on. */
  static ReplayEnd brokenOff() {
    return new ReplayEnd(Outcome.FAILED, "the original could not be read on", "");
  }

  /** A person stopped it. */
  static ReplayEnd stopped() {
    return new ReplayEnd(Outcome.STOPPED, "", "Stopped before its end.");
  }
}
