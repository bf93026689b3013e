package dev.plateau.collector.run;

/**
 * Records of one session that have not arrived though a later one has.
 *
 * @param attempt number of the session's attempt
 * @param session 32 hexadecimal digits
 * @param from sequence of the first one missing, ≥ 0
 * @param to sequence after the last one missing, > from
 */
public record MissingRecords(int attempt, String session, long from, long to) {
  /**
   * @throws IllegalArgumentException if there would be none
   */
  public MissingRecords {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException(
          "missing records must be at least one from 0 on, got [" + from + ", " + to + ")");
    }
  }

  /** How many they are, ≥ 1. */
  public long count() {
    return to - from;
  }
}
