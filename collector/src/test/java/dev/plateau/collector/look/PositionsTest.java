package dev.plateau.collector.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PositionsTest {
  @Test
  void positions_ofRandomRanges_areRoundAscendingAndNotTooFew() {
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      long first = random.nextInt(2_000_000) - 1_000_000L;
      long last = first + (long) Math.exp(random.nextDouble() * 18);
      int limit = 3 + random.nextInt(40);
      long[] positions = Positions.of(first, last, limit);
      assertThat(positions).hasSizeBetween(1, limit).isSorted().doesNotHaveDuplicates();
      assertThat(positions[0]).isEqualTo(first);
      assertThat(positions[positions.length - 1]).isEqualTo(last);
      if (last - first >= limit) {
        // The next finer distance is at least 0.4 of this one, and would have been too many.
        assertThat(positions.length).isGreaterThanOrEqualTo((int) (0.4 * limit) - 1);
      }
      if (first <= 0 && last >= 0) {
        assertThat(positions).contains(0);
      }
    }
  }

  @Test
  void positions_areMultiplesOfARoundDistance() {
    assertThat(Positions.of(-9076, 20924, 10))
        .containsExactly(-9076, -5000, 0, 5000, 10000, 15000, 20000, 20924);
    assertThat(Positions.of(0, 3, 20)).containsExactly(0, 1, 2, 3);
    assertThat(Positions.of(7, 7, 20)).containsExactly(7);
    assertThat(Arrays.stream(Positions.of(0, Long.MAX_VALUE / 4, 20)).count()).isPositive();
  }
}
