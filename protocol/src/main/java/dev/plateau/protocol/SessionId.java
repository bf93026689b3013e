package dev.plateau.protocol;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** 128 random bits that name one start of a trainer. All zero is no session. */
public record SessionId(long high, long low) implements Comparable<SessionId> {
  /**
   * @throws IllegalArgumentException if all bits are zero: on the wire that means "no session"
   */
  public SessionId {
    if (high == 0 && low == 0) {
      throw new IllegalArgumentException("a session id has a bit that is not zero, got 0");
    }
  }

  /** A new session id. */
  public static SessionId random(RandomGenerator random) {
    return new SessionId(random.nextLong() | 1L, random.nextLong());
  }

  /**
   * Reads the 32 hexadecimal digits that {@link #toString} writes.
   *
   * @throws IllegalArgumentException naming the text, if it is anything else
   */
  public static SessionId parse(String hex) {
    if (hex.length() != 32 || !hex.chars().allMatch(HexFormat::isHexDigit)) {
      throw new IllegalArgumentException(
          "a session id has 32 hexadecimal digits, got '" + Quote.shortened(hex) + "'");
    }
    return new SessionId(
        HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
  }

  @Override
  public int compareTo(SessionId other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
  }
}
