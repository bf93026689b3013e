package dev.plateau.collector.log;

import dev.plateau.protocol.MetricName;
import java.io.IOException;
import java.util.List;

/**
 * A run's rows as they count: attempts resolved, superseded and repeated ones left out, in the
 * order in which they came. A cursor: {@link #advance} moves to the next row, the other methods
 * speak of the present one.
 *
 * <p>Steps ascend within an attempt but for late values: a probe that answers late says an earlier
 * step once more, with other metrics. The same metric is never said twice for a step, and each
 * metric's steps ascend.
 *
 * <p>For one thread; whoever opens them closes them.
 */
public interface RunRows extends AutoCloseable {
  /**
   * Moves to the next row.
   *
   * @return false after the last one
   * @throws LogUnavailableException if the log goes away meanwhile
   */
  boolean advance() throws IOException;

  /** Number of the attempt that the row belongs to. */
  int attempt();

  /** The row's step, ≥ 0. */
  long step();

  /** The trainer's time of the row, microseconds since the epoch. */
  long timeMicros();

  /** Where the log kept the record with this row. */
  long offset();

  /** How many values the row has; 0 for a row with a step only. */
  int size();

  /**
   * The metric of value {@code i}, as a number into {@link #metrics}: the same number for the same
   * metric all the time.
   */
  int metric(int i);

  /** Value {@code i}; may be NaN or infinite. */
  double value(int i);

  /** All metrics that have come so far, in the order in which they came first. */
  List<MetricName> metrics();

  /** Bytes read so far, as {@link RunRecords#bytesRead}. */
  long bytesRead();

  /** How much has been read, from 0 to 1, as {@link RunRecords#progress}. */
  double progress();

  /** As {@link RunRecords#beginsLate}: where it does, the first row's step says from where on. */
  boolean beginsLate();

  @Override
  void close();
}
