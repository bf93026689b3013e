package dev.plateau.collector.export;

import java.io.IOException;
import java.nio.file.Path;

/** How a part of a run's table becomes a file. For one thread; whoever opens it closes it. */
sealed interface PartFormat extends AutoCloseable permits DuckDbFormat, JsonLinesFormat {
  /**
   * Writes a file anew.
   *
   * @throws IOException naming the file, if it cannot be written
   */
  void write(Block block, Path file) throws IOException;

  /**
   * Reads all of a file that was written so.
   *
   * @param columns has the columns of the file
   * @throws IOException naming the file, if it cannot be read
   */
  Block read(Path file, Columns columns) throws IOException;

  @Override
  void close() throws IOException;
}
