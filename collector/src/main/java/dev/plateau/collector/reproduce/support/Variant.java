package dev.plateau.collector.reproduce.support;

import dev.plateau.collector.reproduce.Extent;
import java.util.List;

/** The ways in which the paper trains each network, from the largest batch to the smallest. */
enum Variant {
  /** Gradient descent: all 10,000 samples a step. */
  GD("GD", "-1", 20_000, 2_000),
  /** Mini-batches of 512. */
  SGD_512("SGD-512", "512", 200_000, 20_000),
  /** Mini-batches of 128. */
  SGD_128("SGD-128", "128", 200_000, 20_000),
  /** Mini-batches of 32. */
  SGD_32("SGD-32", "32", 200_000, 20_000),
  /** Single samples. */
  SGD_1("SGD-1", "1", 200_000, 20_000),
  /** Gradient descent with weight decay 0.1, which the authors call gold. */
  DECAYED("GD + weight decay", "-1", 5_000, 1_200);

  private final String label;
  private final String batchSize;
  private final long steps;
  private final long quickSteps;

  Variant(String label, String batchSize, long steps, long quickSteps) {
    this.label = label;
    this.batchSize = batchSize;
    this.steps = steps;
    this.quickSteps = quickSteps;
  }

  /** Those that are run: a quick extent leaves batches of 128 out. */
  static List<Variant> of(Extent extent) {
    return List.of(values()).stream()
        .filter(variant -> !extent.isQuick() || variant != SGD_128)
        .toList();
  }

  /** Those that are run, but for the one with weight decay. */
  static List<Variant> undecayed(Extent extent) {
    return of(extent).stream().filter(variant -> variant != DECAYED).toList();
  }

  /** Those of mini-batches that are run. */
  static List<Variant> stochastic(Extent extent) {
    return undecayed(extent).stream().filter(variant -> variant != GD).toList();
  }

  /** Its name in legends. */
  String label() {
    return label;
  }

  /** The setting {@code batch-size}; -1: all. */
  String batchSize() {
    return batchSize;
  }

  /** Whether the order of samples changes nothing. */
  boolean takesAllSamples() {
    return batchSize.equals("-1");
  }

  /** Steps of its run. */
  long steps(Extent extent) {
    return extent.steps(steps, quickSteps);
  }
}
