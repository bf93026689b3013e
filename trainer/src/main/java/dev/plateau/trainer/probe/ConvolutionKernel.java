package dev.plateau.trainer.probe;

import java.util.Arrays;

/**
 * A convolution's part of the tangent kernel, exact, in one of two ways that agree.
 *
 * <p>With P_i (positions × patch) what the positions of sample i see, a one added with biases, and
 * D_i (outputs × positions) its deltas, the sample's gradient is G_i = D_i P_i, and K_ij += ⟨G_i,
 * G_j⟩. {@link #byGradients} forms G for some outputs at a time: n·o·q·(2s + n) operations for n
 * samples, o outputs, patches of q and s positions. {@link #byPositions} uses ⟨G_i, G_j⟩ = Σ_st
 * ⟨P_i(s), P_j(t)⟩ ⟨D_i(s), D_j(t)⟩ without G: n²·s²·(q + o). The first is cheaper for large
 * images, the second for small ones with many channels.
 */
final class ConvolutionKernel {
  /** Numbers held at a time, 64 MB, for gradients of all samples. */
  private static final int GRADIENTS_BLOCK = 1 << 23;

  /** Rows of positions at a time, whose pairs are held: 8 MB. */
  private static final int POSITIONS_BLOCK = 1 << 10;

  private final ConvolutionShape shape;
  private final double[] images;
  private final double[] deltas;
  private final int samples;
  private final int outputs;
  private final int rowLength;

  /**
   * The part of one layer.
   *
   * @param images (samples × channels × height × width)
   * @param deltas (samples × outputs × output height × output width)
   */
  ConvolutionKernel(
      ConvolutionShape shape, double[] images, double[] deltas, int outputs, boolean biases) {
    this.shape = shape;
    this.images = images;
    this.deltas = deltas;
    this.outputs = outputs;
    this.samples = images.length / shape.inputSize();
    this.rowLength = shape.patchSize() + (biases ? 1 : 0);
  }

  /** Adds it in the cheaper way. */
  void addTo(TangentKernel kernel) {
    double n = samples;
    double s = shape.positions();
    double gradients = n * outputs * rowLength * (2 * s + n);
    double positions = n * n * s * s * (rowLength + outputs);
    if (gradients <= positions) {
      byGradients(kernel);
    } else {
      byPositions(kernel);
    }
  }

  void byGradients(TangentKernel kernel) {
    int block = Math.max(1, Math.min(outputs, GRADIENTS_BLOCK / Math.max(1, samples * rowLength)));
    for (int first = 0; first < outputs; first += block) {
      int count = Math.min(block, outputs - first);
      Matrix gradients = Matrix.zeros(samples, count * rowLength);
      for (int i = 0; i < samples; i++) {
        double[] gradient = OpenBlas.times(deltas(i, first, count), patches(i, 1)).data();
        System.arraycopy(
            gradient, 0, gradients.data(), i * gradients.columns(), gradients.columns());
      }
      kernel.addGradients(gradients);
    }
  }

  private Matrix deltas(int sample, int firstOutput, int count) {
    int positions = shape.positions();
    int from = (sample * outputs + firstOutput) * positions;
    return new Matrix(count, positions, Arrays.copyOfRange(deltas, from, from + count * positions));
  }

  /** What all positions of some samples see, a one behind each with biases. */
  private Matrix patches(int first, int count) {
    int positions = shape.positions();
    Matrix patches = Matrix.zeros(count * positions, rowLength);
    for (int i = 0; i < count; i++) {
      shape.gather(images, first + i, patches.data(), i * positions, rowLength);
    }
    for (int end = rowLength; rowLength > shape.patchSize() && end <= patches.data().length; ) {
      patches.data()[end - 1] = 1;
      end += rowLength;
    }
    return patches;
  }

  void byPositions(TangentKernel kernel) {
    int block = Math.max(1, POSITIONS_BLOCK / Math.max(1, shape.positions()));
    for (int i = 0; i < samples; i += block) {
      int rows = Math.min(block, samples - i);
      Matrix patches = patches(i, rows);
      Matrix delta = deltasByPosition(i, rows);
      for (int j = i; j < samples; j += block) {
        int columns = Math.min(block, samples - j);
        Matrix p = OpenBlas.timesTransposed(patches, j == i ? patches : patches(j, columns));
        Matrix d = OpenBlas.timesTransposed(delta, j == i ? delta : deltasByPosition(j, columns));
        addPairs(kernel, i, rows, j, columns, p, d);
      }
    }
  }

  private Matrix deltasByPosition(int first, int count) {
    return Convolution.byPosition(deltas, first, count, outputs, shape.positions());
  }

  private void addPairs(
      TangentKernel kernel, int i, int rows, int j, int columns, Matrix p, Matrix d) {
    int s = shape.positions();
    for (int a = 0; a < rows; a++) {
      for (int b = i == j ? a : 0; b < columns; b++) {
        double sum = 0;
        for (int row = a * s; row < (a + 1) * s; row++) {
          int from = row * p.columns() + b * s;
          for (int at = from; at < from + s; at++) {
            sum += p.data()[at] * d.data()[at];
          }
        }
        kernel.add(i + a, j + b, sum);
      }
    }
  }
}
