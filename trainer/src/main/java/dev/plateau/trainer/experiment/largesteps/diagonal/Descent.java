package dev.plateau.trainer.experiment.largesteps.diagonal;

import dev.plateau.trainer.experiment.training.Resumable;

/**
 * How a network goes down its loss, a step in two halves: between them its loss is known and the
 * weights are still those that it belongs to. What is saved is all but the network.
 */
interface Descent extends Resumable {
  /** Chooses the samples of the next step; returns their mean loss. */
  double choose();

  /** Takes the step down the gradient of the samples chosen last. */
  void step(double learningRate);
}
