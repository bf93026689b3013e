package dev.plateau.collector.replay;

import java.io.IOException;

/** The run has no step of those that were asked for; the message is one sentence. */
public final class NothingToReplayException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param firstStep the run's first step that the log has; -1: none
   * @param lastStep its last one
   */
  NothingToReplayException(ReplayPlan plan, long firstStep, long lastStep) {
    super(
        "Run "
            + plan.original().run()
            + (firstStep < 0
                ? " has no steps to replay."
                : " has no step "
                    + plan.range()
                    + ": its steps here are "
                    + firstStep
                    + " to "
                    + lastStep
                    + "."));
  }
}
