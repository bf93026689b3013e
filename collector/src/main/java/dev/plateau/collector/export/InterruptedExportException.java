package dev.plateau.collector.export;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An export that ended in the middle; the message says up to where it is, and how it goes on. */
public final class InterruptedExportException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param why a sentence, or nothing where the user stopped it
   * @param lastStep the highest step that is exported; -1: none
   */
  InterruptedExportException(
      String run, Path folder, long lastStep, String why, @Nullable Throwable cause) {
    super(
        "%sRun %s is exported %s; the same command goes on from there."
            .formatted(
                why.isEmpty() ? "" : why + " ",
                run,
                lastStep < 0
                    ? "up to no step yet, in " + folder
                    : "up to step " + lastStep + " in " + folder),
        cause);
  }
}
