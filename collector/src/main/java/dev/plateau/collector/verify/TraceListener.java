package dev.plateau.collector.verify;

/** Hears the observations of a trace, in the order of steps. */
interface TraceListener {
  /** The learning rate from this step on; heard before the losses of the step. */
  void learningRate(long step, double value);

  /** What the trainer saw at this step; may be NaN or infinite. */
  void loss(long step, double value);

  /** The whole training set's loss at this step; may be NaN or infinite. */
  void fullLoss(long step, double value);
}
