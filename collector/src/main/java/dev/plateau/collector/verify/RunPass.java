package dev.plateau.collector.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunRecord;
import dev.plateau.protocol.RunId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through one run's records, one after the other. Mutable; for one thread.
 *
 * @param <R> what comes of it
 */
public interface RunPass<R> {
  /** Takes the next record. */
  void next(RunRecord record);

  /** Whether there is such a run: garbage under its key is none. */
  boolean isBegun();

  /** No more records come: what comes of it. */
  R finish();

  /**
   * Begins the pass through a run.
   *
   * @param <R> what comes of it
   */
  @FunctionalInterface
  interface Beginning<R> {
    /**
     * Begins with nothing read.
     *
     * @param entry the run's entry in the registry; null: it has none
     * @param events what was recorded of it, in the order in which it was
     */
    RunPass<R> begin(RunId run, @Nullable RunEntry entry, List<JsonNode> events);
  }
}
