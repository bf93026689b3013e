package dev.plateau.trainer.checkpoint;

import dev.plateau.protocol.RunId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that a run was asked to be: what another process needs to begin its training alike and to
 * publish it as the same run.
 *
 * @param run its id
 * @param name what people read; may be empty
 * @param tags the user's labels, in their order
 * @param experiment name of the experiment
 * @param seed of everything random in it
 * @param steps how many it is to take, ≥ 1; schedules scale with it
 * @param settings of the experiment, all of them, in their order
 * @param every a checkpoint at every so many steps; 0: none
 */
public record RunPlan(
    RunId run,
    String name,
    Map<String, String> tags,
    String experiment,
    long seed,
    long steps,
    Map<String, String> settings,
    long every) {
  /**
   * A plan; maps are copied.
   *
   * @throws IllegalArgumentException quoting the number that is too small
   */
  public RunPlan {
    if (steps < 1) {
      throw new IllegalArgumentException(
          "steps must be >= 1, got %d (run %s)".formatted(steps, run));
    }
    if (every < 0) {
      throw new IllegalArgumentException(
          "the distance of checkpoints must be >= 0, got %d (run %s)".formatted(every, run));
    }
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }
}
