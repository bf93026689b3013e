package dev.plateau.collector.reproduce;

/** A paper whose figures are reproduced. */
public enum Paper {
  /** Beneventano, Pinto, Poggio (2024). */
  SUPPORT(
      "support",
      "[S]",
      "Beneventano, Pinto, Poggio (2024), How Neural Networks Learn the Support is an Implicit"
          + " Regularization Effect of SGD"),

  /** Andriushchenko, Varre, Pillaud-Vivien, Flammarion (2023). */
  LARGE_STEPS(
      "large-steps",
      "[L]",
      "Andriushchenko, Varre, Pillaud-Vivien, Flammarion (2023), SGD with Large Step Sizes Learns"
          + " Sparse Features");

  private final String id;
  private final String mark;
  private final String citation;

  Paper(String id, String mark, String citation) {
    this.id = id;
    this.mark = mark;
    this.citation = citation;
  }

  /** Its name on the command line; figures' ids begin with it. */
  public String id() {
    return id;
  }

  /** How it is called in short, as {@code [S]}. */
  public String mark() {
    return mark;
  }

  /** Authors, year and title. */
  public String citation() {
    return citation;
  }
}
