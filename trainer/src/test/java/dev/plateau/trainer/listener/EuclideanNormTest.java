package dev.plateau.trainer.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class EuclideanNormTest {
  @ParameterizedTest
  @EnumSource(names = {"DOUBLE", "FLOAT", "HALF", "BFLOAT16"})
  void of_anyTypeAndSize_isTheNaiveNorm(DataType type) {
    for (int length : new int[] {1, 3, 690, 20_001}) {
      assertIsNaive(random(type, 1, length));
      assertIsNaive(random(type, 1, length).reshape(length));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DOUBLE", "FLOAT", "HALF"})
  void of_viewsOfOtherOrders_isOfTheirNumbersAlone(DataType type) {
    INDArray whole = random(type, 12, 10);
    assertIsNaive(whole.dup('f'));
    assertIsNaive(whole.transpose());
    assertIsNaive(whole.getRow(3));
    assertIsNaive(whole.getColumn(4));
    assertIsNaive(whole.dup('f').getColumn(4));
    assertIsNaive(whole.get(NDArrayIndex.interval(2, 7), NDArrayIndex.all()));
    assertIsNaive(whole.get(NDArrayIndex.interval(2, 7), NDArrayIndex.interval(3, 9)));
    assertIsNaive(whole.get(NDArrayIndex.interval(0, 2, 12), NDArrayIndex.all()));
    INDArray flat = random(type, 1, 120);
    INDArray layer = flat.get(NDArrayIndex.point(0), NDArrayIndex.interval(30, 90));
    assertIsNaive(layer.reshape('f', 6, 10));
  }

  @ParameterizedTest
  @EnumSource(names = {"DOUBLE", "FLOAT", "HALF"})
  void of_numbersNotFinite_travel(DataType type) {
    INDArray array = random(type, 1, 700);
    array.putScalar(650, Double.NEGATIVE_INFINITY);
    assertThat(EuclideanNorm.of(array)).isEqualTo(Double.POSITIVE_INFINITY);
    array.putScalar(2, Double.NaN);
    assertThat(EuclideanNorm.of(array)).isNaN();
  }

  @Test
  void of_numbersChangedInPlace_isOfThosePresent() {
    INDArray array = Nd4j.zeros(DataType.DOUBLE, 5);
    assertThat(EuclideanNorm.of(array)).isZero();
    array.addi(2);
    assertThat(EuclideanNorm.of(array)).isEqualTo(Math.sqrt(20));
  }

  @Test
  void of_noNumbers_isZero() {
    assertThat(EuclideanNorm.of(Nd4j.empty(DataType.DOUBLE))).isZero();
  }

  /** Reading memory that was given back may end the JVM. */
  @Test
  void of_closedArray_isRefused() {
    INDArray array = Nd4j.ones(DataType.DOUBLE, 5);
    INDArray part = array.get(NDArrayIndex.interval(1, 3));
    array.close();
    assertThatIllegalStateException().isThrownBy(() -> EuclideanNorm.of(array));
    assertThatIllegalStateException().isThrownBy(() -> EuclideanNorm.of(part));
  }

  private static void assertIsNaive(INDArray array) {
    double sum = 0;
    for (long i = 0; i < array.length(); i++) {
      double value = array.getDouble(i);
      sum += value * value;
    }
    double naive = Math.sqrt(sum);
    assertThat(EuclideanNorm.of(array))
        .as(array.shapeInfoToString())
        .isCloseTo(naive, within(1e-13 * naive));
  }

  private static INDArray random(DataType type, int rows, int columns) {
    return Nd4j.rand(DataType.DOUBLE, new long[] {rows, columns}).subi(0.5).castTo(type);
  }
}
