package dev.plateau.collector.reproduce;

/**
 * What is expected of a figure's runs, stated before they are run: a band for a level, or an order.
 */
public interface Expectation {
  /** What is looked at, for a row of a table: {@code ‖W₁ irrelevant‖, SGD-32, after 10⁵ steps}. */
  String what();

  /** What the paper, or its authors' code, has: {@code 0.36}; {@code falls}. */
  String published();

  /** What is asked of us, and why so: {@code 0.18 to 0.72: ×2, as the order of samples is ours}. */
  String reason();

  /**
   * Holds it against what came out.
   *
   * @throws MissingRunException if a run is not there
   */
  Verdict check(Results results);
}
