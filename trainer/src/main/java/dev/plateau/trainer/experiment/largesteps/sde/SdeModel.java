package dev.plateau.trainer.experiment.largesteps.sde;

import dev.plateau.trainer.experiment.training.ExperimentRun;

/** A setting of SGD that an SDE is compared with: one of the experiments, by its name. */
public interface SdeModel {
  /** The name, which is that of SGD's experiment. */
  String key();

  /** Steps of the paper's run. */
  long steps();

  /** The chosen c: the variance of the labels' noise over SGD's loss (1/2n) Σ r_i². */
  double noise();

  /**
   * Substeps of the integrator for each step of SGD: 10, or as many more as gradient flow needs to
   * be stable where SGD's learning rate is far above its edge.
   */
  int substeps();

  /**
   * Sets it up: data, first weights, measures.
   *
   * @param orderSeed of SGD's order of samples, as the seed of its own run
   * @throws IllegalArgumentException naming the setting that does not fit
   */
  SdeSubject begin(ExperimentRun run, long orderSeed);
}
