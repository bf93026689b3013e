package dev.plateau.collector.look;

import java.io.IOException;
import java.time.Instant;

/** The run was deleted; the message is one sentence that says when and what is left of it. */
public final class RunDeletedException extends IOException {
  private static final long serialVersionUID = 1L;

  RunDeletedException(String run, Instant time, String place) {
    super(
        "Run '"
            + run
            + "' of "
            + place
            + " was deleted at "
            + time
            + "; 'plateau events --run "
            + run
            + "' has what happened to it.");
  }
}
