package dev.plateau.trainer.experiment.training;

/**
 * A training under way, a step at a time. Between two steps it can be saved; one that is restored
 * goes on as the saved one would have, to the bit. One thread; whoever began it closes it.
 */
public interface Training extends Resumable, AutoCloseable {
  /**
   * Takes a step and reports its row, with the values that belong to the parameters before its
   * update.
   *
   * @param step 0-based; the first is 0, or the number of steps that the restored training had
   *     taken; each is one above the last
   * @throws DivergedException if the loss is no finite number any more, after its row is reported
   */
  void step(long step);

  /**
   * Whether it is done before its planned steps, as one that trains up to a test loss is once it
   * has it: then no further step is taken.
   */
  default boolean isOver() {
    return false;
  }

  /** Ends what the training started; its last values are reported by then. */
  @Override
  void close();
}
