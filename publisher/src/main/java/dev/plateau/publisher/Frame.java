package dev.plateau.publisher;

/** One encoded record of a session. Its place in the session is fixed and it is never changed. */
final class Frame {
  private final long sequence;
  private final int steps;
  private final byte[] value;

  /**
   * @param sequence number within the session
   * @param steps how many steps it carries; 0 for the messages that carry none
   * @param value the record's value; not copied, nobody writes to it
   */
  Frame(long sequence, int steps, byte[] value) {
    this.sequence = sequence;
    this.steps = steps;
    this.value = value;
  }

  long sequence() {
    return sequence;
  }

  int steps() {
    return steps;
  }

  byte[] value() {
    return value;
  }
}
