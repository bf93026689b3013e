package dev.plateau.collector.reproduce.largesteps;

/** What of a run is looked at while its loss is stable. */
enum Measure {
  /** Loss of the whole training set. */
  FULL_LOSS,
  /** Rank of the tangent features. */
  NTK_RANK,
  /** Feature sparsity coefficient, or nonzeros of the predictor. */
  SPARSITY
}
