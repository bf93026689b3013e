package dev.plateau.collector.replay;

import java.io.IOException;

/** The original could not be read on; the message says up to where and what goes on from there. */
public final class ReplayBrokeOffException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param lastStep the highest step that was replayed and delivered
   */
  ReplayBrokeOffException(ReplayPlan plan, long lastStep, IOException cause) {
    super(
        cause.getMessage()
            + " Run "
            + plan.original().run()
            + " was replayed up to step "
            + lastStep
            + " as "
            + plan.run()
            + "; 'plateau replay "
            + plan.original().run()
            + " --from-step "
            + (lastStep + 1)
            + "' replays the rest.",
        cause);
  }
}
