package dev.plateau.protocol;

import java.util.Map;

/**
 * The first message of a session.
 *
 * @param experiment what the run belongs to; not empty
 * @param name what people read; empty: the run id
 * @param config settings, as text
 * @param tags the user's labels
 * @param startTimeMicros trainer's wall clock, microseconds since the epoch
 * @param plannedSteps number of steps that the run means to have made at its end; 0: unknown
 * @param firstStep first step that this session will publish; older rows with step ≥ firstStep are
 *     superseded. 0 unless resumed
 */
public record RunStarted(
    String experiment,
    String name,
    Map<String, String> config,
    Map<String, String> tags,
    long startTimeMicros,
    long plannedSteps,
    long firstStep)
    implements Message {
  /**
   * @throws IllegalArgumentException if the experiment is empty or a count is negative
   */
  public RunStarted {
    if (experiment.isEmpty()) {
      throw new IllegalArgumentException("experiment must not be empty");
    }
    if (plannedSteps < 0) {
      throw new IllegalArgumentException("planned_steps must be >= 0, got " + plannedSteps);
    }
    if (firstStep < 0) {
      throw new IllegalArgumentException("first_step must be >= 0, got " + firstStep);
    }
    config = Map.copyOf(config);
    tags = Map.copyOf(tags);
  }
}
