package dev.plateau.collector.log;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;

/**
 * Where runs are read from that were recorded: the log, or an archive of it. What is read is what
 * was there when the reading began; nothing is ever written. For one thread, except that an open
 * {@link RunRecords} may be on another one than the rest.
 */
public interface RunLog extends AutoCloseable {
  /** What it is, for sentences: {@code the log at localhost:9092}, {@code the archive runs/}. */
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
  RunRecords records(RunEntry run) throws IOException;

  /**
   * What collectors told of the run, in the order in which they told it, each as the JSON object
   * that {@link dev.plateau.collector.run.RunJson} made.
   *
   * @throws LogUnavailableException if it cannot be read
   */
  List<JsonNode> events(RunEntry run) throws IOException;

  @Override
  void close();
}
