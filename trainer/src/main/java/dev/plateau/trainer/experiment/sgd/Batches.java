package dev.plateau.trainer.experiment.sgd;

import dev.plateau.trainer.experiment.training.Resumable;

/** What a training's steps are taken on, one batch after the other. Not thread-safe. */
public interface Batches extends Resumable {
  /** The batch that comes next; good until the next is asked for. */
  Batch next();

  /**
   * The epoch of the batch given last, 0-based: how often as many samples as there are were given.
   */
  int epoch();
}
