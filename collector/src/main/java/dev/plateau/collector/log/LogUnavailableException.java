package dev.plateau.collector.log;

import java.io.IOException;

/** The log cannot be read; the message is one sentence that says what to do. */
public final class LogUnavailableException extends IOException {
  private static final long serialVersionUID = 1L;

  LogUnavailableException(String sentence) {
    super(sentence);
  }

  /** What cannot be read, why, and what to do. */
  public LogUnavailableException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
