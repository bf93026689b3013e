package dev.plateau.trainer.listener;

import dev.plateau.protocol.MetricName;

/**
 * Where the rows of a training go, one row a step. One training thread calls {@link #step}, any
 * number of {@link #put} and {@link #commit}, in this order, for each step. Steps rise.
 */
public interface StepSink {
  /** Begins the row of a step, 0-based. */
  void step(long step);

  /** Puts a value of the present row; NaN and infinities are values. */
  void put(MetricName name, double value);

  /** Ends the row. May take its time where a run is paced for people to watch. */
  void commit();
}
