package dev.plateau.collector.phase;

import java.io.DataOutput;
import java.io.IOException;

/** A detector whose full state can be kept: one that is read from it goes on as this one would. */
public interface StorableDetector extends PhaseDetector {
  /**
   * Writes the full state.
   *
   * @throws IOException as {@code out} does
   */
  void writeTo(DataOutput out) throws IOException;
}
