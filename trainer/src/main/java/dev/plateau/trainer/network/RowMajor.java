package dev.plateau.trainer.network;

import dev.plateau.trainer.probe.Matrix;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** ND4J arrays as measures take them: copies, row-major. */
final class RowMajor {
  private RowMajor() {}

  /**
   * A matrix, a vector as one column.
   *
   * @param what it is, for people, as {@code targets are (samples × outputs)}
   * @throws IllegalArgumentException naming the shape, if it is neither
   */
  static Matrix matrix(INDArray array, String what) {
    if (array.rank() != 1 && array.rank() != 2) {
      throw new IllegalArgumentException(
          what + ", got the shape " + Arrays.toString(array.shape()));
    }
    int columns = array.rank() == 1 ? 1 : Math.toIntExact(array.size(1));
    return new Matrix(Math.toIntExact(array.size(0)), columns, values(array));
  }

  /** All numbers. */
  static double[] values(INDArray array) {
    return array.dup('c').data().asDouble();
  }
}
