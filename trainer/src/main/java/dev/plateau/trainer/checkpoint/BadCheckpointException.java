package dev.plateau.trainer.checkpoint;

import java.io.IOException;

/** A file is no checkpoint, or none that can be used; one sentence says why. */
public final class BadCheckpointException extends IOException {
  private static final long serialVersionUID = 1L;

  BadCheckpointException(String message) {
    super(message);
  }
}
