package dev.plateau.trainer.offline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RankMarginTest {
  @Test
  void margin_atLargeThresholds_decidesWhereverItIsSeen() {
    assertThat(RankMargin.decides(1e-2, 1e-9)).isTrue();
    assertThat(RankMargin.decides(1e-6, 1e-9)).isTrue();
    assertThat(RankMargin.decides(1e-6, 1e-10)).isFalse();
    assertThat(RankMargin.decides(1e-4, 0)).isFalse();
  }

  @Test
  void margin_nearMachinePrecision_decidesFromMostOfADecade() {
    assertThat(RankMargin.decides(1e-15, 0.9)).isFalse();
    assertThat(RankMargin.decides(1e-15, 1)).isTrue();
    assertThat(RankMargin.decides(1e-15, Double.POSITIVE_INFINITY)).isTrue();
    assertThat(RankMargin.decides(1e-16, Double.POSITIVE_INFINITY)).isFalse();
  }

  /** Margins are written by Python, which may write NaN where there is no singular value. */
  @Test
  void margin_thatIsNoNumber_decidesNothing() {
    assertThat(RankMargin.decides(1e-4, Double.NaN)).isFalse();
  }
}
