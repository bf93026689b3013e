package dev.plateau.trainer.experiment.largesteps.diagonal;

/**
 * A learning rate that is divided once.
 *
 * @param rate before
 * @param share of the run's steps after which it is divided, in (0, 1); 1: never
 * @param factor that it is divided by
 */
record StepDecay(double rate, double share, double factor) {
  static StepDecay constant(double rate) {
    return new StepDecay(rate, 1, 1);
  }

  /**
   * The rate of a step. As in the paper's code for diagonal networks the step ⌊share · steps⌋ is
   * the last one at the first rate.
   */
  double at(long step, long steps) {
    return step <= (long) (share * steps) ? rate : rate / factor;
  }

  StepDecay scaled(double scale) {
    return new StepDecay(rate * scale, share, factor);
  }
}
