package dev.plateau.collector.log;

import dev.plateau.collector.run.RecordPosition;
import dev.plateau.protocol.Decoded;
import dev.plateau.protocol.MessageCodec;
import org.jspecify.annotations.Nullable;

/** One record of {@code plateau.steps} as it was sent. Immutable by agreement. */
public final class RunRecord {
  private final RecordPosition at;
  private final byte[] key;
  private final byte @Nullable [] value;
  private final @Nullable String contentType;

  /**
   * @param at where the log kept it and when it got there
   * @param key its key: the run
   * @param value its value; null: none
   * @param contentType value of the header {@code content-type}; null: none
   */
  public RunRecord(
      RecordPosition at, byte[] key, byte @Nullable [] value, @Nullable String contentType) {
    this.at = at;
    this.key = key;
    this.value = value;
    this.contentType = contentType;
  }

  /** Where the log kept it and when it got there. */
  public RecordPosition at() {
    return at;
  }

  /** Its key: the run. */
  public byte[] key() {
    return key;
  }

  /** Its value; null: none. */
  public byte @Nullable [] value() {
    return value;
  }

  /** Value of the header {@code content-type}; null: none. */
  public @Nullable String contentType() {
    return contentType;
  }

  /** Reads what it says. Never throws. */
  public Decoded decode() {
    return MessageCodec.decode(key, value, contentType, at.appendTimeMicros());
  }
}
