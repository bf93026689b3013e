package dev.plateau.collector.verify;

/** Hears the observations of a trace, in file order. */
interface TraceListener {
  /** What the trainer saw at this step; may be NaN or infinite. */
  void loss(long step, double value);

  /** The whole training set's loss at this step; may be NaN or infinite. */
  void fullLoss(long step, double value);
}
