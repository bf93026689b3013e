package dev.plateau.trainer.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SumOfSquaresTest {
  private final RandomInputs random = new RandomInputs(31);

  /** 8192 numbers are a block. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 690, 8191, 8192, 8193, 16_384, 20_003})
  void of_anyNumberOfNumbers_isTheExactSum(int count) {
    double[] values = random.gaussians(count);
    double exact = exact(values);
    assertThat(ofDoubles(values)).isCloseTo(exact, within(1e-13 * exact));
    double ofRounded = exact(Arrays.stream(values).map(value -> (float) value).toArray());
    assertThat(ofFloats(values)).isCloseTo(ofRounded, within(1e-13 * ofRounded));
  }

  @Test
  void of_numbersBehindTheCounted_areNotCounted() {
    double[] values = {3, 4, Double.NaN};
    try (DoublePointer doubles = new DoublePointer(values)) {
      assertThat(SumOfSquares.of(doubles, 2)).isEqualTo(25);
    }
  }

  /** At every place, so in every one of the sums that run side by side and in every block. */
  @Test
  void of_oneNumberNotFinite_shows() {
    for (int place : new int[] {0, 1, 2, 3, 9, 8191, 8192, 9000}) {
      double[] values = new double[9001];
      values[place] = Double.NaN;
      assertThat(ofDoubles(values)).isNaN();
      assertThat(ofFloats(values)).isNaN();
      values[place] = Double.NEGATIVE_INFINITY;
      assertThat(ofDoubles(values)).isEqualTo(Double.POSITIVE_INFINITY);
      assertThat(ofFloats(values)).isEqualTo(Double.POSITIVE_INFINITY);
    }
  }

  @Test
  void of_largeNumbers_overflowsAsDoublesDo() {
    assertThat(ofDoubles(new double[] {1e200})).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(ofFloats(new double[] {1e30}))
        .as("a float's square is a double")
        .isCloseTo(1e60, within(1e53));
  }

  private static double ofDoubles(double[] values) {
    try (DoublePointer doubles = new DoublePointer(values)) {
      return SumOfSquares.of(doubles, values.length);
    }
  }

  private static double ofFloats(double[] values) {
    float[] rounded = new float[values.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) values[i];
    }
    try (FloatPointer floats = new FloatPointer(rounded)) {
      return SumOfSquares.of(FloatIndexer.create(floats), rounded.length);
    }
  }

  private static double exact(double[] values) {
    BigDecimal sum = BigDecimal.ZERO;
    for (double value : values) {
      BigDecimal number = new BigDecimal(value);
      sum = sum.add(number.multiply(number));
    }
    return sum.doubleValue();
  }
}
