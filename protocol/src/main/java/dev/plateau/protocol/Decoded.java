package dev.plateau.protocol;

/** What came of reading a record. */
public sealed interface Decoded {
  /** The record could be read. */
  record Valid(Envelope envelope) implements Decoded {}

  /**
   * The record could not be read.
   *
   * @param kind what is wrong, for counting
   * @param field where in the message, as {@code steps.columns[2].rows}; empty: unknown
   * @param byteOffset how far into the value the reader came
   * @param reason one sentence with the value that was found
   */
  record Malformed(Kind kind, String field, long byteOffset, String reason) implements Decoded {
    /** What, where and why, as one sentence. */
    public String describe() {
      return (field.isEmpty() ? "" : field + ": ") + reason + " (at byte " + byteOffset + ")";
    }
  }

  /** What can be wrong with a record. */
  enum Kind {
    /** The value is missing or empty. */
    EMPTY,
    /** Neither valid Protobuf nor marked as JSON. */
    NOT_PROTOBUF,
    /** Not valid JSON. */
    NOT_JSON,
    /** A message of a kind that this version does not know. */
    UNKNOWN_MESSAGE,
    /** A field's value is outside its range or does not fit the others. */
    INVALID_FIELD,
    /** The record's key is not the run that the value names. */
    KEY_MISMATCH
  }
}
