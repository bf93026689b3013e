package dev.plateau.collector.reproduce.support;

import dev.plateau.collector.reproduce.MissingRunException;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Results;
import java.util.List;

/** Eigenvalues of the covariance of a run's training samples. */
final class CovarianceEigenvalues {
  private CovarianceEigenvalues() {}

  /** Descending, 784 of MNIST. */
  static List<Double> of(Results results, PlannedRun run) {
    List<Double> values =
        LayeredValues.numbered(results.lastByLayer(run, "covariance_eigenvalue"), "", 1);
    if (values.isEmpty()) {
      throw new MissingRunException("has no eigenvalues of the covariance: " + run);
    }
    return values;
  }
}
