package dev.plateau.collector.replay;

/**
 * What became of a replay.
 *
 * @param rows rows published
 * @param lastStep the highest step published; -1: none
 * @param undelivered rows that Kafka has not acknowledged
 * @param dropped rows that found no room and were never sent
 * @param unreadable records of the original that could not be read and were left out
 * @param bytesRead bytes read from the log, with what belongs to other runs
 * @param seconds from the first row to the last
 * @param reached how many times as fast as the original it was; NaN: it took no time
 * @param end how it ended
 */
public record Replayed(
    long rows,
    long lastStep,
    long undelivered,
    long dropped,
    long unreadable,
    long bytesRead,
    double seconds,
    double reached,
    ReplayEnd end) {
  /** Whether rows were lost on the way. */
  public boolean isIncomplete() {
    return undelivered + dropped > 0;
  }
}
