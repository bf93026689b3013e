package dev.plateau.trainer.experiment.training;

import dev.plateau.trainer.listener.StepSink;
import java.util.function.BooleanSupplier;

/**
 * One run that is asked of an experiment.
 *
 * @param seed of everything random in the run; 0 is the papers' own data where an experiment ships
 *     it
 * @param steps how many steps to train, at least 1; points of a schedule scale with it
 * @param settings the experiment's settings with what was chosen
 * @param sink where steps go
 * @param stop whether the run should end early; asked between steps, from the training thread
 */
public record ExperimentRun(
    long seed, long steps, Settings settings, StepSink sink, BooleanSupplier stop) {
  /**
   * @throws IllegalArgumentException if steps is below 1
   */
  public ExperimentRun {
    if (steps < 1) {
      throw new IllegalArgumentException("steps must be >= 1, got " + steps);
    }
  }

  /** Whether someone asked the run to end early. */
  public boolean stopRequested() {
    return stop.getAsBoolean();
  }
}
