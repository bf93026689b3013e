package dev.plateau.collector.export;

import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunRows;
import java.io.IOException;

/** Where the rows of a run come from. */
@FunctionalInterface
public interface RowSource {
  /**
   * Opens the rows of a run; whoever does closes them.
   *
   * @throws IOException with one sentence, if they cannot be read
   */
  RunRows open(RunEntry run) throws IOException;
}
