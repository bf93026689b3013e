package dev.plateau.collector.expose;

/** An address cannot be listened on. The message is one sentence for people. */
public final class ListenException extends Exception {
  private static final long serialVersionUID = 1L;

  ListenException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
