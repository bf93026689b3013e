package dev.plateau.collector.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DetectorDiffTest {
  private static Account ended(int attempt, String source, long start, long onset) {
    return new Account(attempt, source, start, -1, onset, onset + 50, "drift");
  }

  private static Account open(long start) {
    return new Account(1, "loss", start, -1, -1, -1, "");
  }

  private static DetectorDiff diff(Account recorded, Account... other) {
    return DetectorDiff.between("r1", List.of(recorded), List.of(other));
  }

  @Test
  void onsets_withinATenthOfThePlateau_areTheSameEnd() {
    Account recorded = ended(1, "loss", 1000, 2000);
    for (long onset : List.of(1900L, 2000L, 2100L)) {
      Account other = ended(1, "loss", 7, onset);
      assertThat(diff(recorded, other).same())
          .containsExactly(new DetectorDiff.Pair(recorded, other));
    }
  }

  @Test
  void onsets_fartherThanATenthOfThePlateau_areTwoEnds() {
    Account recorded = ended(1, "loss", 1000, 2000);
    for (long onset : List.of(1899L, 2101L)) {
      Account other = ended(1, "loss", 1000, onset);
      DetectorDiff diff = diff(recorded, other);
      assertThat(diff.same()).isEmpty();
      assertThat(diff.onlyRecorded()).containsExactly(recorded);
      assertThat(diff.onlyOther()).containsExactly(other);
    }
  }

  @Test
  void otherAttemptLossOrState_isAnotherStabilization() {
    Account recorded = ended(1, "loss", 1000, 2000);
    assertThat(diff(recorded, ended(2, "loss", 1000, 2000)).same()).isEmpty();
    assertThat(diff(recorded, ended(1, "full_loss", 1000, 2000)).same()).isEmpty();
    assertThat(diff(recorded, open(1000)).same()).isEmpty();
  }

  @Test
  void oneEnd_isPairedOnce() {
    Account recorded = ended(1, "loss", 1000, 2000);
    Account nearer = ended(1, "loss", 1000, 2010);
    DetectorDiff diff = diff(recorded, nearer, ended(1, "loss", 1900, 2050));
    assertThat(diff.same()).hasSize(1);
    assertThat(diff.onlyOther()).hasSize(1);
  }

  @Test
  void twoThatDidNotEnd_arePaired() {
    assertThat(diff(open(10), open(700)).same()).hasSize(1);
  }
}
