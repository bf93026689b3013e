package dev.plateau.trainer.experiment.training;

/** A training whose loss is no finite number any more; the row that says so has been reported. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Says at which step. */
  public DivergedException(long step, double loss) {
    super("diverged: loss is " + loss + " at step " + step);
  }
}
