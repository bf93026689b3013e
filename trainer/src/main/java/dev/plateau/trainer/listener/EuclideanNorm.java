package dev.plateau.trainer.listener;

import dev.plateau.trainer.probe.SumOfSquares;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.javacpp.indexer.Indexer;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Euclidean norm of an array: √Σ xᵢ², in double precision whatever the array's type. NaN if an
 * entry is; infinite if an entry is, or is above 1e154 in size. 0 for no entries.
 *
 * <p>Reads doubles and floats where they lie, and keeps nothing between two calls: a network may
 * get other buffers at any time.
 */
final class EuclideanNorm {
  private EuclideanNorm() {}

  /**
   * The norm.
   *
   * @throws IllegalStateException if the array's memory has been given back
   */
  static double of(INDArray array) {
    if (array.length() == 0) {
      return 0;
    }
    boolean isWhole = array.data().length() == array.length();
    return Math.sqrt(sumOfSquares((isWhole ? array : array.dup()).data()));
  }

  private static double sumOfSquares(DataBuffer numbers) {
    if (numbers.wasClosed()) {
      throw new IllegalStateException("the network's arrays are closed");
    }
    // The buffer's own pointer is that of the buffer it is a part of; the indexer's is its own.
    Indexer indexer = numbers.indexer();
    if (indexer instanceof FloatIndexer floats) {
      return SumOfSquares.of(floats, numbers.length());
    }
    return indexer.pointer() instanceof DoublePointer doubles
        ? SumOfSquares.of(doubles, numbers.length())
        : oneByOne(numbers);
  }

  private static double oneByOne(DataBuffer numbers) {
    double sum = 0;
    for (long i = 0; i < numbers.length(); i++) {
      double value = numbers.getDouble(i);
      sum += value * value;
    }
    return sum;
  }
}
