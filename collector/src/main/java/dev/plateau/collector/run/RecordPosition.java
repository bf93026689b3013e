package dev.plateau.collector.run;

/**
 * Where the log keeps a record and when it got there.
 *
 * @param partition partition of {@code plateau.steps}
 * @param offset offset in the partition, ≥ 0
 * @param appendTimeMicros the broker's time of appending it, microseconds since the epoch
 */
public record RecordPosition(int partition, long offset, long appendTimeMicros) {}
