package dev.plateau.protocol;

import dev.plateau.protocol.Decoded.Kind;

/** Carries a {@link Decoded.Malformed} out of a decoder; never leaves the package. */
final class MalformedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final String field;

  MalformedException(Kind kind, String field, String reason) {
    super(reason, null, false, false);
    this.kind = kind;
    this.field = field;
  }

  Decoded.Malformed at(long byteOffset) {
    String reason = getMessage();
    return new Decoded.Malformed(kind, field, byteOffset, reason == null ? "" : reason);
  }
}
