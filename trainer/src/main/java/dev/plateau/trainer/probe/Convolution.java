package dev.plateau.trainer.probe;

import org.jspecify.annotations.Nullable;

/**
 * A convolution layer, forward and backward, without its activation function. Images are (samples ×
 * channels × height × width), row-major. Wraps its arrays.
 */
public final class Convolution {
  /** Rows of patches are made for so many numbers at a time: 32 MB. */
  private static final int BLOCK = 1 << 22;

  private final ConvolutionShape shape;
  private final Matrix weights;
  private final double @Nullable [] biases;

  /**
   * A layer.
   *
   * @param weights (outputs × patch), a patch being channels × kernel height × kernel width
   * @param biases one for each output; empty for a layer without
   * @throws IllegalArgumentException if they do not fit
   */
  public Convolution(ConvolutionShape shape, Matrix weights, double[] biases) {
    if (weights.columns() != shape.patchSize()) {
      throw new IllegalArgumentException(
          "a convolution of patches of %d got a %s of weights"
              .formatted(shape.patchSize(), weights));
    }
    if (biases.length != 0 && biases.length != weights.rows()) {
      throw new IllegalArgumentException(
          "a convolution of %d outputs got %d biases".formatted(weights.rows(), biases.length));
    }
    this.shape = shape;
    this.weights = weights;
    this.biases = biases.length == 0 ? null : biases;
  }

  /** Its geometry. */
  public ConvolutionShape shape() {
    return shape;
  }

  /** Channels of its output. */
  public int outputs() {
    return weights.rows();
  }

  /** Whether it has biases. */
  public boolean hasBiases() {
    return biases != null;
  }

  /** What it gives for images: (samples × outputs × output height × output width). */
  public double[] apply(double[] images) {
    int samples = images.length / shape.inputSize();
    int positions = shape.positions();
    double[] given = new double[samples * outputs() * positions];
    int block = samplesPerBlock();
    for (int first = 0; first < samples; first += block) {
      int count = Math.min(block, samples - first);
      Matrix patches = Matrix.zeros(count * positions, shape.patchSize());
      for (int i = 0; i < count; i++) {
        shape.gather(images, first + i, patches.data(), i * positions, shape.patchSize());
      }
      double[] rows = OpenBlas.timesTransposed(patches, weights).data();
      for (int i = 0; i < count; i++) {
        for (int out = 0; out < outputs(); out++) {
          int to = ((first + i) * outputs() + out) * positions;
          for (int position = 0; position < positions; position++) {
            given[to + position] =
                rows[(i * positions + position) * outputs() + out]
                    + (biases == null ? 0 : biases[out]);
          }
        }
      }
    }
    return given;
  }

  /**
   * Gradients by its inputs of what has these gradients by its outputs.
   *
   * @param deltas (samples × outputs × output height × output width)
   * @return (samples × channels × height × width)
   */
  public double[] backThrough(double[] deltas) {
    int positions = shape.positions();
    int samples = deltas.length / (outputs() * positions);
    double[] gradients = new double[samples * shape.inputSize()];
    int block = samplesPerBlock();
    for (int first = 0; first < samples; first += block) {
      int count = Math.min(block, samples - first);
      Matrix patches =
          OpenBlas.times(byPosition(deltas, first, count, outputs(), positions), weights);
      for (int i = 0; i < count; i++) {
        shape.scatter(patches.data(), i * positions, shape.patchSize(), gradients, first + i);
      }
    }
    return gradients;
  }

  /** Some samples' (outputs × positions) as rows (samples · positions × outputs). */
  static Matrix byPosition(double[] deltas, int first, int count, int outputs, int positions) {
    Matrix rows = Matrix.zeros(count * positions, outputs);
    for (int i = 0; i < count; i++) {
      for (int out = 0; out < outputs; out++) {
        int from = ((first + i) * outputs + out) * positions;
        for (int position = 0; position < positions; position++) {
          rows.data()[(i * positions + position) * outputs + out] = deltas[from + position];
        }
      }
    }
    return rows;
  }

  private int samplesPerBlock() {
    int largest = Math.max(shape.patchSize(), outputs());
    return Math.max(1, BLOCK / Math.max(1, shape.positions() * largest));
  }
}
