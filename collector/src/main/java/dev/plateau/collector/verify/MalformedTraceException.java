package dev.plateau.collector.verify;

import java.io.IOException;
import java.nio.file.Path;

/** A trace file that cannot be read; the message says where and what was found. */
final class MalformedTraceException extends IOException {
  private static final long serialVersionUID = 1;

  MalformedTraceException(Path file, long line, String reason) {
    super(file + ", line " + line + ": " + reason);
  }

  MalformedTraceException(Path file, long line, IOException cause) {
    super(file + ", line " + line + ": " + cause.getMessage(), cause);
  }
}
