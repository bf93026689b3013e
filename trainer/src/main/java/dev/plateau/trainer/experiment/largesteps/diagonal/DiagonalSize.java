package dev.plateau.trainer.experiment.largesteps.diagonal;

/**
 * How many samples and inputs a diagonal network's data have.
 *
 * @param name of the data, whose reference the resources have under it
 * @param samples n
 * @param inputs d
 * @param relevant r, the first of the inputs
 */
record DiagonalSize(String name, int samples, int inputs, int relevant) {
  /**
   * @throws IllegalArgumentException if it has no samples, or more relevant inputs than inputs
   */
  DiagonalSize {
    if (samples < 1 || relevant < 1 || relevant > inputs) {
      throw new IllegalArgumentException(
          "no data %s of %d samples, %d inputs, %d relevant"
              .formatted(name, samples, inputs, relevant));
    }
  }
}
