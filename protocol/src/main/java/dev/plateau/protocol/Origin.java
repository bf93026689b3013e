package dev.plateau.protocol;

/** Where in a run's stream a record stands. */
public sealed interface Origin {
  /** The record of this number (0-based) in this session: holes and repetitions can be told. */
  record Sequenced(SessionId session, long sequence) implements Origin {
    /**
     * @throws IllegalArgumentException if the sequence is negative, or the largest number: the one
     *     after it, which is expected next, must be a number too
     */
    public Sequenced {
      if (sequence < 0 || sequence == Long.MAX_VALUE) {
        throw new IllegalArgumentException(
            "sequence must be >= 0 and < " + Long.MAX_VALUE + ", got " + sequence);
      }
    }
  }

  /** A record of a producer that counts nothing: only its steps tell what is new. */
  record Unsequenced() implements Origin {}
}
