package dev.plateau.trainer.experiment.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NumpyIntegersTest {
  /** The check value that the C++ standard gives for its mt19937, whose seed is 5489. */
  @Test
  void next32_tenThousandth_isTheStandardsCheckValue() {
    NumpyIntegers twister = new NumpyIntegers(5489);
    for (int i = 1; i < 10_000; i++) {
      twister.next32();
    }
    assertThat(Integer.toUnsignedLong(twister.next32())).isEqualTo(4123659995L);
  }

  /** The samples that the paper's own run took first, found again in its recorded losses. */
  @Test
  void below_seedOne_isThePapersOrderOfSamples() {
    NumpyIntegers order = new NumpyIntegers(1);
    assertThat(IntStream.range(0, 6).map(i -> order.below(80)))
        .containsExactly(37, 12, 72, 9, 75, 5);
  }

  /** What NumPy 2.4 printed; its legacy generator is frozen. */
  @Test
  void permutation_seedZero_isNumpys() {
    assertThat(new NumpyIntegers(0).permutation(10)).containsExactly(2, 8, 4, 9, 1, 6, 7, 3, 0, 5);
    assertThat(new NumpyIntegers(0).permutation(1)).containsExactly(0);
  }

  /** {@code np.random.choice(50, size=8, replace=False)} after {@code np.random.seed(5)}. */
  @Test
  void permutation_severalTimes_beginsAsNumpysChoices() {
    NumpyIntegers numbers = new NumpyIntegers(5);
    assertThat(Arrays.copyOf(numbers.permutation(50), 8))
        .containsExactly(42, 29, 6, 19, 28, 17, 2, 43);
    assertThat(Arrays.copyOf(numbers.permutation(50), 8))
        .containsExactly(40, 37, 41, 48, 4, 20, 10, 18);
    assertThat(Arrays.copyOf(numbers.permutation(50), 8))
        .containsExactly(7, 31, 45, 30, 14, 3, 1, 34);
  }

  @Test
  void below_anyBound_givesEachNumberAlikeAndNoOther() {
    for (int bound : new int[] {2, 3, 64, 80}) {
      NumpyIntegers numbers = new NumpyIntegers(bound);
      int[] counts = new int[bound];
      for (int i = 0; i < 1000 * bound; i++) {
        counts[numbers.below(bound)]++;
      }
      // Five standard deviations of a count of mean 1000.
      for (int count : counts) {
        assertThat(count).isBetween(842, 1158);
      }
    }
  }

  @Test
  void seed_outsideOfNumpysRange_isRefused() {
    for (long seed : new long[] {-1, 1L << 32}) {
      assertThatThrownBy(() -> new NumpyIntegers(seed))
          .hasMessage("a NumPy seed must be in [0, 2^32), got " + seed);
    }
  }
}
