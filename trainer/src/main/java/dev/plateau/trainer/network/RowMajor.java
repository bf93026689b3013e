package dev.plateau.trainer.network;

import dev.plateau.trainer.probe.Matrix;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J's arrays as row-major arrays of doubles, copied, and back. */
final class RowMajor {
  private RowMajor() {}

  /** The numbers of an array of any shape. */
  static double[] values(INDArray array) {
    return array.dup('c').data().asDouble();
  }

  /** An array with a first dimension of rows, whatever dimensions follow. */
  static Matrix matrix(INDArray array) {
    int rows = Math.toIntExact(array.size(0));
    return new Matrix(rows, Math.toIntExact(array.length() / rows), values(array));
  }

  /** An array of doubles. */
  static INDArray array(double[] values, long... shape) {
    return Nd4j.create(values, shape, 'c').castTo(DataType.DOUBLE);
  }
}
