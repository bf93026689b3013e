package dev.plateau.trainer.probe;

/**
 * Share of samples that a network puts into another class than the true one, in [0, 1].
 *
 * <p>The class of several outputs is the largest one's, the first of equals. That of a single
 * output is whether it is above the middle of the two classes' targets: 0.5 for targets 0 and 1, 0
 * for targets −1 and 1. NaN if an output is.
 */
public final class MisclassifiedShare {
  private MisclassifiedShare() {}

  /**
   * Measures a network's outputs.
   *
   * @param outputs h (samples × outputs)
   * @throws IllegalArgumentException if the shape is not that of the targets
   */
  public static double of(Matrix outputs, ClassTargets targets) {
    int samples = targets.samples();
    if (outputs.rows() != samples || outputs.columns() != targets.outputs()) {
      throw new IllegalArgumentException(
          "%d samples of %d outputs are expected, got a %s"
              .formatted(samples, targets.outputs(), outputs));
    }
    for (double output : outputs.data()) {
      if (Double.isNaN(output)) {
        return Double.NaN;
      }
    }
    int wrong = 0;
    for (int sample = 0; sample < samples; sample++) {
      wrong += targets.areMetBy(outputs, sample) ? 0 : 1;
    }
    return (double) wrong / samples;
  }
}
