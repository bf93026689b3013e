package dev.plateau.protocol;

import dev.plateau.protocol.Decoded.Kind;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the records of {@link Topics#STEPS}. Writes Protobuf; reads Protobuf and JSON,
 * the latter recognised by its content type or by a leading <code>{</code> or <code>[</code>.
 * Stateless.
 */
public final class MessageCodec {
  /** Value of the header {@code content-type} that marks JSON. */
  public static final String JSON_CONTENT_TYPE = "application/json";

  private MessageCodec() {}

  /** The record's value, as Protobuf. */
  public static byte[] encode(Envelope envelope) {
    return ProtobufCodec.encode(envelope);
  }

  /**
   * Reads a record. Never throws: whatever cannot be read comes back as {@link Decoded.Malformed}.
   *
   * @param key the record's key; null: none
   * @param value the record's value; null: none
   * @param contentType value of the header {@code content-type}; null: none
   * @param appendTimeMicros time for rows that bring none, microseconds since the epoch
   */
  public static Decoded decode(
      byte @Nullable [] key,
      byte @Nullable [] value,
      @Nullable String contentType,
      long appendTimeMicros) {
    if (value == null || value.length == 0) {
      return new Decoded.Malformed(
          Kind.EMPTY, "", 0, "the record has no value; delete a run with a RunDeleted message");
    }
    String keyText = key == null ? "" : new String(key, StandardCharsets.UTF_8);
    Decoded decoded =
        isJson(value, contentType)
            ? JsonCodec.decode(value, keyText, appendTimeMicros)
            : ProtobufCodec.decode(value);
    if (decoded instanceof Decoded.Valid valid && !valid.envelope().run().value().equals(keyText)) {
      return new Decoded.Malformed(
          Kind.KEY_MISMATCH,
          "run",
          0,
          "the record's key must be its run '"
              + valid.envelope().run()
              + "', got '"
              + Quote.shortened(keyText)
              + "'");
    }
    return decoded;
  }

  private static boolean isJson(byte[] value, @Nullable String contentType) {
    // A Protobuf envelope starts with the tag of its run, 0x0a, which JSON may have as white space:
    // only a brace or bracket counts.
    return JSON_CONTENT_TYPE.equals(contentType) || value[0] == '{' || value[0] == '[';
  }
}
