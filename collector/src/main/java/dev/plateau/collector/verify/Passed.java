package dev.plateau.collector.verify;

/**
 * What came of going through a run.
 *
 * @param <R> what comes of a whole run
 */
public sealed interface Passed<R> {
  /** Run id. */
  String run();

  /**
   * All its records were there.
   *
   * @param result what came of it
   */
  record Whole<R>(String run, R result) implements Passed<R> {}

  /**
   * The log has dropped its beginning: what depends on all of it cannot be said.
   *
   * @param firstStep first step that the log still has; -1: none
   */
  record BeginsLate<R>(String run, long firstStep) implements Passed<R> {}

  /**
   * Some of its records are on another partition than the rest, which no collector folds together.
   *
   * @param partition of the first such record
   */
  record Scattered<R>(String run, int partition) implements Passed<R> {}
}
