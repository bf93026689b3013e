package dev.plateau.collector.embedded;

/** An embedded broker could not start, or had to stop. The message is one sentence for people. */
public final class BrokerException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Kind {
    /** The port cannot be listened on. */
    PORT_BUSY,
    /** The data directory cannot be made or written to. */
    DIRECTORY_NOT_WRITABLE,
    /** The disk has no room for logs. */
    DISK_FULL,
    /** Another broker has the data directory open. */
    DIRECTORY_LOCKED,
    /** The directory holds something else than an embedded broker's data. */
    DIRECTORY_FOREIGN,
    /** Kafka itself failed; the cause says how. */
    KAFKA_FAILED
  }

  private final Kind kind;

  BrokerException(Kind kind, String sentence) {
    super(sentence);
    this.kind = kind;
  }

  BrokerException(Kind kind, String sentence, Throwable cause) {
    super(sentence, cause);
    this.kind = kind;
  }

  /** Why. */
  public Kind kind() {
    return kind;
  }
}
