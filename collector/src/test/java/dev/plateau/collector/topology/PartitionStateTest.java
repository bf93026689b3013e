package dev.plateau.collector.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plateau.collector.run.Folded;
import dev.plateau.collector.run.Outcome;
import dev.plateau.collector.run.RecordPosition;
import dev.plateau.collector.run.Totals;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionStateTest {
  private static final PartitionState STATE =
      new PartitionState(1L << 40, 1_767_225_600_000_000L, new Totals(1, 2, 3, 4, 1L << 50, 6));

  @Test
  void state_asBytesAndBack_isTheSame() {
    assertThat(PartitionState.fromBytes(STATE.toBytes())).isEqualTo(STATE);
  }

  @Test
  void state_withOneMoreRecord_standsBehindIt() {
    Folded folded = new Folded(Outcome.APPLIED, 100, 0, List.of());

    PartitionState next = STATE.plus(folded, new RecordPosition(3, 1L << 41, 17));

    assertThat(next)
        .isEqualTo(
            new PartitionState((1L << 41) + 1, 17, new Totals(2, 2, 3, 4, (1L << 50) + 100, 6)));
  }

  @Test
  void bytes_ofLaterVersionOrCutShort_areRefused() {
    byte[] later = STATE.toBytes();
    later[0] = 2;
    assertThatThrownBy(() -> PartitionState.fromBytes(later))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("version 1");
    assertThatThrownBy(() -> PartitionState.fromBytes(new byte[] {1, 0}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
