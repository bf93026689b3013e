package dev.plateau.collector.log;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A run's records, one after the other. For one thread; whoever opens them closes them. */
public interface RunRecords extends AutoCloseable {
  /**
   * The next record; null after the last one.
   *
   * @throws LogUnavailableException if the log goes away meanwhile; the message says up to where it
   *     was read
   */
  @Nullable RunRecord next() throws IOException;

  /** Bytes read from the disk or the network so far, with what belongs to other runs. */
  long bytesRead();

  /**
   * How much of what there is has been read, from 0 to 1, for progress bars: by offsets, so other
   * runs' records count too.
   */
  double progress();

  /**
   * Whether the log has dropped records from the beginning of the run (retention), so that what is
   * read begins in its middle.
   */
  boolean beginsLate();

  @Override
  void close();
}
