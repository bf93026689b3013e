package dev.plateau.trainer.listener;

import dev.plateau.protocol.MetricName;

/**
 * Where the rows of a training go: one row a step, and further ones for values that come late. One
 * thread at a time calls {@link #step} or {@link #again}, any number of {@link #put} and {@link
 * #commit}, in this order, for each row. The steps of {@link #step} rise, and those of each metric.
 */
public interface StepSink {
  /** Begins the row of a step, 0-based. */
  void step(long step);

  /**
   * Begins a row that is no step of the training: values that come late, of a step that had its
   * row; or, at the end, those of the parameters after the last step.
   */
  void again(long step);

  /** Puts a value of the present row; NaN and infinities are values. */
  void put(MetricName name, double value);

  /** Ends the row. May take its time where a run is paced for people to watch. */
  void commit();
}
