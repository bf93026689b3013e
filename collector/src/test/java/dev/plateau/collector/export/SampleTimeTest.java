package dev.plateau.collector.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Times as Prometheus reads them: a double of seconds, times 1000, cut off. */
class SampleTimeTest {
  private static long asPrometheusReads(String text) {
    return (long) (Double.parseDouble(text) * 1000);
  }

  @Test
  void text_ofAnyMillisecond_isReadAsThatMillisecond() {
    Random random = new Random(1);
    int halved = 0;
    for (int i = 0; i < 200_000; i++) {
      long millis = i < 100_000 ? 1_700_000_000_000L + i : random.nextLong(4_000_000_000_000L);
      String text = SampleTime.text(millis);
      assertThat(asPrometheusReads(text)).as(text).isEqualTo(millis);
      halved += text.endsWith("5") && text.indexOf('.') == text.length() - 5 ? 1 : 0;
    }
    // That there is something to guard against.
    assertThat(halved).isGreaterThan(100);
  }

  @Test
  void millis_beforeTheEpoch_areBelowZero() {
    assertThat(SampleTime.WALL.millis(7, -1)).isNegative();
    assertThat(SampleTime.WALL.millis(7, 999)).isZero();
    assertThat(SampleTime.WALL.millis(7, 1000)).isEqualTo(1);
    assertThat(SampleTime.STEP.millis(7, 1000)).isEqualTo(7000);
    assertThat(SampleTime.STEP.millis(Long.MAX_VALUE, 1000)).isNegative();
  }
}
