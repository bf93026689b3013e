package dev.plateau.trainer.checkpoint;

import dev.plateau.trainer.experiment.training.SavedTraining;

/**
 * A run that can be taken up again.
 *
 * @param plan what it was asked to be
 * @param training where its training was
 */
public record Checkpoint(RunPlan plan, SavedTraining training) {
  /**
   * @throws IllegalArgumentException quoting both, if more steps were taken than planned
   */
  public Checkpoint {
    if (training.steps() > plan.steps()) {
      throw new IllegalArgumentException(
          "run %s has %d steps, and %d were taken"
              .formatted(plan.run(), plan.steps(), training.steps()));
    }
  }

  /** Whether all steps were taken: there is nothing to go on with. */
  public boolean isOver() {
    return training.steps() == plan.steps();
  }
}
