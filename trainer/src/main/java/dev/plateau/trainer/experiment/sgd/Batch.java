package dev.plateau.trainer.experiment.sgd;

import org.nd4j.linalg.api.ndarray.INDArray;

/** What a step is taken on: live arrays, good until the next batch is asked for. */
public interface Batch {
  /** Number of samples. */
  default int size() {
    return (int) x().size(0);
  }

  /** Inputs (samples × …), as the network takes them. */
  INDArray x();

  /** Targets (samples × outputs). */
  INDArray y();
}
