package dev.plateau.trainer.probe;

import java.util.Arrays;

/**
 * What of a network with several outputs its tangent features are the gradients of. With one output
 * both are the same.
 */
public enum OutputReduction {
  /**
   * Every output by itself: the full Jacobian, a row for each sample and output, sample by sample.
   * For the rank of small networks: rank φ of a scalar network generalises to this one.
   */
  EACH,

  /**
   * The sum of the outputs: a row for each sample and one backward pass. Its kernel is the "sum of
   * logits" one of Mohamadi, Bae, Sutherland, "A Fast, Well-Founded Approximation to the Empirical
   * Neural Tangent Kernel" (ICML 2023), without their factor 1/k for k outputs, which changes no
   * rank. For large networks.
   */
  SUM;

  /** Rows of φ for each sample of a network of some outputs. */
  public int rowsPerSample(int outputs) {
    return this == EACH ? outputs : 1;
  }

  /** The gradient by the outputs (samples × outputs) of what one of those rows is taken of. */
  Matrix seed(int row, int samples, int outputs) {
    Matrix seed = Matrix.zeros(samples, outputs);
    if (this == SUM) {
      Arrays.fill(seed.data(), 1);
    } else {
      for (int sample = 0; sample < samples; sample++) {
        seed.data()[sample * outputs + row] = 1;
      }
    }
    return seed;
  }
}
