package dev.plateau.collector.topology;

/** The collector cannot start or go on. The message is one sentence for people. */
public final class CollectorException extends Exception {
  private static final long serialVersionUID = 1L;

  CollectorException(String sentence) {
    super(sentence);
  }

  CollectorException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
