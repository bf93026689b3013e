package dev.plateau.collector.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plateau.collector.verify.Passed;
import java.io.PrintWriter;

/**
 * What is told of a pass through runs. Mutable; for one thread.
 *
 * @param <R> what comes of a run
 */
interface PassReport<R> {
  /** Takes what came of a run. */
  void add(Passed<R> passed);

  /** So many records belong to no run. */
  void ofNoRun(long records);

  /** For people. */
  void print(PrintWriter out);

  /** For programs: one object. */
  JsonNode json();
}
