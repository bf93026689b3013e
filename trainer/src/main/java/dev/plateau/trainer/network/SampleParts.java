package dev.plateau.trainer.network;

import dev.plateau.trainer.probe.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Samples in parts of 256: a forward pass keeps all layers' activations, which for a convolutional
 * network is a lot. In inference mode no sample's outputs depend on another.
 */
final class SampleParts {
  private static final int AT_ONCE = 256;

  private final INDArray samples;

  private SampleParts(INDArray samples) {
    this.samples = samples;
  }

  /**
   * Parts of (samples × …).
   *
   * @throws IllegalArgumentException if there are none
   */
  static SampleParts of(INDArray samples) {
    if (samples.rank() < 2 || samples.size(0) == 0) {
      throw new IllegalArgumentException(
          "samples are (samples × …), got the shape " + Arrays.toString(samples.shape()));
    }
    return new SampleParts(samples);
  }

  /** A sample, to see whether a network takes it. */
  INDArray first() {
    return between(0, 1);
  }

  /** All parts, in order. */
  Stream<INDArray> stream() {
    long count = samples.size(0);
    return count <= AT_ONCE
        ? Stream.of(samples)
        : LongStream.iterate(0, from -> from < count, from -> from + AT_ONCE)
            .mapToObj(from -> between(from, Math.min(from + AT_ONCE, count)));
  }

  private INDArray between(long from, long to) {
    return samples.get(NDArrayIndex.interval(from, to)).dup();
  }

  /** The rows of all matrices one below the other. */
  static Matrix stacked(Stream<Matrix> matrices) {
    List<Matrix> parts = matrices.toList();
    if (parts.size() == 1) {
      return parts.get(0);
    }
    int rows = parts.stream().mapToInt(Matrix::rows).sum();
    Matrix all = Matrix.zeros(rows, parts.get(0).columns());
    int at = 0;
    for (Matrix part : parts) {
      System.arraycopy(part.data(), 0, all.data(), at, part.data().length);
      at += part.data().length;
    }
    return all;
  }
}
