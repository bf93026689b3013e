package dev.plateau.collector.log;

import java.io.IOException;
import java.nio.file.Path;

/** A file of an archive is not as it was written; the message says which, where and what to do. */
public final class CorruptArchiveException extends IOException {
  private static final long serialVersionUID = 1L;

  CorruptArchiveException(Path file, String what) {
    super(
        "The archive file "
            + file
            + " is corrupt: "
            + what
            + ". Take it from a copy, or archive the run again while the log has it.");
  }
}
