package dev.plateau.trainer.experiment.largesteps.sde;

import dev.plateau.trainer.experiment.training.Resumable;

/**
 * SGD on the data and from the first weights of an SDE, trained along with it: its loss says how
 * much noise there is. Not safe for use by several threads.
 */
public interface SgdCompanion extends Resumable {
  /**
   * Takes one step on ½r_i² at one sample, drawn with replacement.
   *
   * @param learningRate η of that loss
   * @return L = (1/2n) Σ r_i² before it, over all samples
   */
  double step(double learningRate);
}
