package dev.plateau.trainer.experiment.sgd;

import org.nd4j.linalg.schedule.ISchedule;

/**
 * Learning rate of the papers' fully connected networks: η₀ (1 + (F − 1)(i/N)^e) up to step ⌊s·N⌋,
 * and from there on that step's rate divided by the decay factor.
 *
 * @param rate η₀
 * @param warmUpFactor F
 * @param warmUpExponent e
 * @param share s of the steps after which the rate falls, in [0, 1]
 * @param decayFactor what it is then divided by
 * @param steps N
 */
public record WarmUpDecay(
    double rate,
    double warmUpFactor,
    double warmUpExponent,
    double share,
    double decayFactor,
    long steps)
    implements ISchedule {
  private static final long serialVersionUID = 1;

  /** One rate for all steps. */
  public static WarmUpDecay constant(double rate) {
    return new WarmUpDecay(rate, 1, 1, 1, 1, 1);
  }

  /** The same for another number of steps. */
  public WarmUpDecay over(long newSteps) {
    return new WarmUpDecay(rate, warmUpFactor, warmUpExponent, share, decayFactor, newSteps);
  }

  /** All rates times a factor. */
  public WarmUpDecay scaled(double factor) {
    return new WarmUpDecay(rate * factor, warmUpFactor, warmUpExponent, share, decayFactor, steps);
  }

  /** The same with another F. */
  public WarmUpDecay warmedUpTo(double factor) {
    return new WarmUpDecay(rate, factor, warmUpExponent, share, decayFactor, steps);
  }

  @Override
  public double valueAt(int iteration, int epoch) {
    long decayStep = (long) (share * steps);
    double warm = Math.min(iteration, decayStep) / (double) steps;
    double rising = rate * (1 + (warmUpFactor - 1) * Math.pow(warm, warmUpExponent));
    return iteration < decayStep ? rising : rising / decayFactor;
  }

  @Override
  public ISchedule clone() {
    return this; // immutable
  }
}
