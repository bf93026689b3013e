package dev.plateau.collector.log;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Where runs are read from that were recorded: the log, or an archive of it. What is read is what
 * was there when the reading began; nothing is ever written. Open cursors may be on other threads
 * than the rest, each on one.
 */
public interface RunLog extends AutoCloseable {
  /** What it is, for sentences: {@code the log at localhost:9092}, {@code the archive runs}. */
  String place();

  /**
   * All runs, by experiment and run.
   *
   * @throws LogUnavailableException if it cannot be read
   */
  List<RunEntry> runs() throws IOException;

  /**
   * One run.
   *
   * @throws UnknownRunException naming the nearest, if there is none of this id
   * @throws LogUnavailableException if it cannot be read
   */
  RunEntry find(String run) throws IOException;

  /**
   * Opens all that the run said and that is still there, in the order of the log: also what is
   * repeated, superseded or malformed.
   *
   * @throws LogUnavailableException if it cannot be read
   */
  default RunRecords records(RunEntry run) throws IOException {
    return recordsFrom(run, 0);
  }

  /**
   * As {@link #records}, but only what the log keeps at this offset or a later one.
   *
   * @param offset offset in the run's partition; ≥ 0
   * @throws LogUnavailableException if it cannot be read
   */
  RunRecords recordsFrom(RunEntry run, long offset) throws IOException;

  /**
   * Opens all that all runs said, one partition after the other, each in its order: in a log also
   * records of runs that the registry does not know and of none at all.
   *
   * @throws LogUnavailableException if it cannot be read
   */
  RunRecords allRecords() throws IOException;

  /**
   * What collectors told of the run, in the order in which they told it, each as the JSON object
   * that {@link dev.plateau.collector.run.RunJson} made.
   *
   * @throws LogUnavailableException if it cannot be read
   */
  List<JsonNode> events(RunEntry run) throws IOException;

  /**
   * What collectors told of all runs, by run id, each as {@link #events} has it.
   *
   * @throws LogUnavailableException if it cannot be read
   */
  Map<String, List<JsonNode>> allEvents() throws IOException;

  @Override
  void close();
}
