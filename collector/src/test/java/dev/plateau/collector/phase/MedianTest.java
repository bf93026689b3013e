package dev.plateau.collector.phase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MedianTest {
  @Test
  void median_ofRandomNumbers_isTheMiddleOfTheSorted() {
    Random random = new Random(1);
    for (int i = 0; i < 5_000; i++) {
      // Few different values in half of the cases, so that ties come up.
      double[] values =
          random
              .doubles(1 + random.nextInt(60))
              .map(i % 2 == 0 ? x -> x - 0.5 : x -> Math.floor(4 * x))
              .toArray();
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      int n = sorted.length;
      double expected = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
      assertThat(Median.reordering(values)).as("median of case %d", i).isEqualTo(expected);
    }
  }
}
