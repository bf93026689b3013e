package dev.plateau.trainer.network;

import dev.plateau.trainer.probe.Matrix;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J arrays as measures take them, copied and row-major, and back. */
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

  /**
   * Targets of samples as a {@link #matrix}.
   *
   * @throws IllegalArgumentException as there, and if there are not as many as samples
   */
  static Matrix targets(INDArray array, String what, INDArray samples) {
    Matrix targets = matrix(array, what);
    if (targets.rows() != samples.size(0)) {
      throw new IllegalArgumentException(
          "%d samples have %d targets".formatted(samples.size(0), targets.rows()));
    }
    return targets;
  }

  /** All numbers. */
  static double[] values(INDArray array) {
    return array.dup('c').data().asDouble();
  }

  /** A copy as (samples × units), whatever dimensions follow the first. */
  static Matrix bySample(INDArray array) {
    int rows = Math.toIntExact(array.size(0));
    return new Matrix(rows, Math.toIntExact(array.length() / rows), values(array));
  }

  /** An ND4J array of doubles. */
  static INDArray array(double[] values, long... shape) {
    return Nd4j.create(values, shape, 'c').castTo(DataType.DOUBLE);
  }
}
