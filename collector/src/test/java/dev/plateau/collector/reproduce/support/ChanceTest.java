package dev.plateau.collector.reproduce.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.reproduce.CurvesByHand;
import dev.plateau.collector.reproduce.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChanceTest {
  /** Of ten fair coins all show heads with a chance of 1/1024, nine or more with 11/1024. */
  @ParameterizedTest
  @CsvSource({
    "ABOVE, 10, false", "ABOVE, 9, true", "ABOVE, 0, true",
    "BELOW, 0, false", "BELOW, 1, true", "BELOW, 10, true"
  })
  void check_tenFairCoins_isRefusedAtOneInAThousand(Chance.Side side, int heads, boolean isMet) {
    assertThat(check(side, heads, 10).isMet()).isEqualTo(isMet);
  }

  @Test
  void check_verdict_saysCountShareAndProbability() {
    assertThat(check(Chance.Side.ABOVE, 9, 10).here()).isEqualTo("9 of 10 = 0.900, p = 0.011");
  }

  @ParameterizedTest
  @CsvSource({"NaN, 10", "3, NaN", "0, 0", "11, 10"})
  void check_noCount_isNotMet(double successes, double trials) {
    assertThat(check(Chance.Side.ABOVE, successes, trials).isMet()).isFalse();
  }

  private static Verdict check(Chance.Side side, double successes, double trials) {
    return new Chance("heads", "1/2", "fair", 0.5, side, r -> successes, r -> trials)
        .check(new CurvesByHand());
  }
}
