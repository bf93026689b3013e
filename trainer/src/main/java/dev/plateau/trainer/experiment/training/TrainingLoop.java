package dev.plateau.trainer.experiment.training;

import java.io.IOException;

/**
 * Trains an experiment from its first step, or from where another process was: begins, restores,
 * takes step after step until all are taken, the training is over early or someone asks it to stop,
 * and closes. Does all of it on the calling thread.
 */
public final class TrainingLoop {
  private final Experiment experiment;
  private final ExperimentRun run;

  /** The loop of one run. */
  public TrainingLoop(Experiment experiment, ExperimentRun run) {
    this.experiment = experiment;
    this.run = run;
  }

  /**
   * Trains from the first step.
   *
   * @throws IllegalArgumentException naming the setting that does not fit, before the first step
   * @throws DivergedException if the loss is no finite number any more, after its row is reported
   */
  public void train(BetweenSteps between) {
    try (Training training = experiment.begin(run)) {
      takeSteps(training, 0, between);
    }
  }

  /**
   * Goes on where a training of the same run was; errors as above.
   *
   * @throws IOException saying what does not fit, if it was one of another run, before any step
   */
  public void resume(SavedTraining saved, BetweenSteps between) throws IOException {
    try (Training training = experiment.begin(run)) {
      saved.restore(training);
      takeSteps(training, saved.steps(), between);
    }
  }

  private void takeSteps(Training training, long from, BetweenSteps between) {
    long steps = from;
    while (steps < run.steps() && !run.stopRequested() && !training.isOver()) {
      training.step(steps);
      steps++;
      if (steps < run.steps() && !training.isOver()) {
        between.stepped(training, steps);
      }
    }
    if (steps > from) {
      between.ended(training, steps);
    }
  }
}
