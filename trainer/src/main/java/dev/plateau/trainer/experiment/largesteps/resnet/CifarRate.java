package dev.plateau.trainer.experiment.largesteps.resnet;

import org.nd4j.linalg.schedule.ISchedule;

/**
 * Learning rate of the paper's ResNets at a share t of the training: η·f^(100t) up to the share at
 * which it falls; then the rate reached, divided; from 90 % on a tenth of that. As in its code, t
 * counts the step that is taken: (i + 1)/N at step i from 0.
 *
 * @param rate η
 * @param growth f a hundredth of the training; 1: none
 * @param share at which it falls; above 1: never
 * @param divisor what it is then divided by
 * @param steps N
 */
record CifarRate(double rate, double growth, double share, double divisor, long steps)
    implements ISchedule {
  private static final long serialVersionUID = 1;
  private static final double LAST_FALL = 0.9;

  /** One rate for all steps. */
  static CifarRate constant(double rate) {
    return new CifarRate(rate, 1, 2, 1, 1);
  }

  /** The same for another number of steps, all rates times a factor. */
  CifarRate over(long newSteps, double scale) {
    return new CifarRate(rate * scale, growth, share, divisor, newSteps);
  }

  @Override
  public double valueAt(int iteration, int epoch) {
    double now = (iteration + 1) / (double) steps;
    double reached = rate * Math.pow(growth, 100 * Math.min(now, share));
    if (now < share) {
      return reached;
    }
    return now < LAST_FALL ? reached / divisor : reached / divisor / 10;
  }

  @Override
  public ISchedule clone() {
    return this; // immutable
  }
}
