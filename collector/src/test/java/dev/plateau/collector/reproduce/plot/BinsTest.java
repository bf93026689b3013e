package dev.plateau.collector.reproduce.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinsTest {
  @Test
  void counts_areThoseOfEqualBins_theLastWithItsUpperEdge() {
    Bins bins = Bins.of(List.of(0.0, 0.9, 1.0, 3.99, 4.0, Double.NaN), 4);
    assertThat(bins.counts()).containsExactly(2, 1, 0, 2);
    assertThat(bins.notFinite()).isEqualTo(1);
    assertThat(bins.edge(4)).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 3, -7, 1e-12, 1e12})
  void equalValues_areInOneBinAroundThem(double value) {
    Bins bins = Bins.of(List.of(value, value, value), 5);
    assertThat(bins.counts()).containsExactly(0, 0, 3, 0, 0);
    assertThat((bins.edge(2) + bins.edge(3)) / 2).isCloseTo(value, within(1e-3));
    assertThat(bins.width()).isPositive();
  }

  @Test
  void noValues_areBinsFromZeroToOne() {
    Bins bins = Bins.of(List.of(), 2);
    assertThat(bins.counts()).containsExactly(0, 0);
    assertThat(bins.edge(0)).isEqualTo(0);
    assertThat(bins.edge(2)).isEqualTo(1);
  }
}
