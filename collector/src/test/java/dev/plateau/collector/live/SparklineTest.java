package dev.plateau.collector.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SparklineTest {
  private final Sparkline blocks = new Sparkline(true);

  @Test
  void decades_areDrawnAtEqualHeights() {
    assertThat(blocks.draw(1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7)).isEqualTo("▁▂▃▄▅▆▇█");
    assertThat(new Sparkline(false).draw(1e7, 1)).isEqualTo("#_");
  }

  @Test
  void valuesThatHaveNoLogarithm_areMarked() {
    assertThat(blocks.draw(1, Double.NaN, Double.POSITIVE_INFINITY, 0, -1, 10)).isEqualTo("▁xxxx█");
    assertThat(blocks.draw(Double.NaN)).isEqualTo("x");
    assertThat(blocks.draw()).isEmpty();
  }

  @Test
  void constantLoss_isALowLine() {
    assertThat(blocks.draw(3, 3, 3)).isEqualTo("▁▁▁");
  }

  @Test
  void history_pastItsCapacity_coversTheWholeRun() {
    LossHistory history = new LossHistory(4);
    for (int i = 1; i <= 4; i++) {
      history.add(i);
    }
    assertThat(history.points()).containsExactly(1, 2, 3, 4);
    for (int i = 5; i <= 16; i++) {
      history.add(i);
    }
    assertThat(history.points()).containsExactly(2.5, 6.5, 10.5, 14.5);
    assertThatThrownBy(() -> new LossHistory(3))
        .hasMessage("capacity must be even and >= 2, got 3");
  }

  @Test
  void terminal_isFoundBySizeAndCharacterSet() {
    assertThat(Terminal.find(null, Map.of())).isEmpty();
    assertThat(Terminal.find("50x132", Map.of("LANG", "en_US.UTF-8")))
        .contains(new Terminal(50, 132, true));
    assertThat(Terminal.find("0x0", Map.of("LC_ALL", "C", "LANG", "C.utf8")))
        .contains(new Terminal(24, 80, false));
  }
}
