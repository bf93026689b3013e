package dev.plateau.collector.reproduce.support;

import dev.plateau.collector.reproduce.MissingRunException;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Results;
import java.util.List;
import java.util.Map;

/**
 * Eigenvalues of W₁ᵀW₁, descending, as the paper's histograms have them: squares of the singular
 * values that runs publish.
 *
 * @param eigenvalues at least one
 */
record FirstLayerSpectrum(List<Double> eigenvalues) {
  private static final String METRIC = "singular_value";

  /** DL4J's name of the first layer. */
  private static final String LAYER = "layer0";

  /** Before the first step of a run. */
  static FirstLayerSpectrum first(Results results, PlannedRun run) {
    return of(results.firstByLayer(run, METRIC), run);
  }

  /** At the end of a run. */
  static FirstLayerSpectrum last(Results results, PlannedRun run) {
    return of(results.lastByLayer(run, METRIC), run);
  }

  private static FirstLayerSpectrum of(Map<String, Double> byLayer, PlannedRun run) {
    List<Double> singular = LayeredValues.numbered(byLayer, LAYER + ".", 1);
    if (singular.isEmpty()) {
      throw new MissingRunException("has no singular values of layer0: " + run);
    }
    return new FirstLayerSpectrum(singular.stream().map(value -> value * value).toList());
  }

  double largest() {
    return eigenvalues.get(0);
  }

  /** The k-th largest, from 1; NaN if there are not as many. */
  double largest(int k) {
    return k <= eigenvalues.size() ? eigenvalues.get(k - 1) : Double.NaN;
  }

  /** How many are above a level. */
  long above(double level) {
    return eigenvalues.stream().filter(value -> value > level).count();
  }
}
