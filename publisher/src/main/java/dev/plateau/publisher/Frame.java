package dev.plateau.publisher;

/** One encoded record of a session. Its place in the session is fixed and it is never changed. */
final class Frame {
  private final long sequence;
  private final int steps;
  private final long droppedSteps;
  private final byte[] value;

  /**
   * @param sequence number within the session
   * @param steps how many steps it carries; 0 for the messages that carry none
   * @param droppedSteps steps that the session had dropped, as the record says; 0 if it says
   *     nothing
   * @param value the record's value; not copied, nobody writes to it
   */
  Frame(long sequence, int steps, long droppedSteps, byte[] value) {
    this.sequence = sequence;
    this.steps = steps;
    this.droppedSteps = droppedSteps;
    this.value = value;
  }

  long sequence() {
    return sequence;
  }

  int steps() {
    return steps;
  }

  long droppedSteps() {
    return droppedSteps;
  }

  byte[] value() {
    return value;
  }
}
