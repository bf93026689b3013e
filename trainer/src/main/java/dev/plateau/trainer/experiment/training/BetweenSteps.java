package dev.plateau.trainer.experiment.training;

/** What is done with a training between two steps, on its own thread: the training waits for it. */
public interface BetweenSteps {
  /** Nothing. */
  BetweenSteps NOTHING =
      new BetweenSteps() {
        @Override
        public void stepped(Training training, long steps) {}

        @Override
        public void ended(Training training, long steps) {}
      };

  /**
   * A step was taken, and more will come.
   *
   * @param steps taken so far, of the training that was resumed too; the next step's number
   */
  void stepped(Training training, long steps);

  /**
   * The last step of this process was taken: all are, or someone asked it to stop. The training is
   * still open. Not called where it took no step, or ended by an error.
   *
   * @param steps as above
   */
  void ended(Training training, long steps);
}
