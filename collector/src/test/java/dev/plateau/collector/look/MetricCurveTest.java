package dev.plateau.collector.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricCurveTest {
  /** Keeps every value and looks at all of them for every cell. */
  private static final class Naive {
    private final TreeMap<Long, List<Double>> values = new TreeMap<>();

    void add(long step, double value) {
      values.merge(
          step,
          List.of(value),
          (a, b) -> java.util.stream.Stream.concat(a.stream(), b.stream()).toList());
    }

    void assertIs(CurveCell cell) {
      List<Double> all =
          values.subMap(cell.fromStep(), true, cell.toStep(), true).values().stream()
              .flatMap(List::stream)
              .toList();
      List<Double> finite = all.stream().filter(Double::isFinite).toList();
      assertThat(cell.values()).as("values of " + cell).isEqualTo(all.size());
      assertThat(cell.notFinite()).isEqualTo(all.size() - finite.size());
      Double least = finite.stream().mapToDouble(v -> v).min().orElse(Double.NaN);
      Double most = finite.stream().mapToDouble(v -> v).max().orElse(Double.NaN);
      assertThat(cell.min()).as("least of " + cell).isEqualTo(least);
      assertThat(cell.max()).as("most of " + cell).isEqualTo(most);
      if (!finite.isEmpty()) {
        double mean = finite.stream().mapToDouble(v -> v).average().orElseThrow();
        assertThat(cell.mean()).isCloseTo(mean, within(1e-9 * (1 + Math.abs(mean))));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void cells_ofRandomCurves_holdEveryValueOnce(long seed) {
    Random random = new Random(seed);
    MetricCurve curve = new MetricCurve();
    Naive naive = new Naive();
    long step = random.nextInt(3) * 1000L;
    int stride = 1 + random.nextInt(40);
    int count = 1 + random.nextInt(6000);
    for (int i = 0; i < count; i++) {
      double value =
          random.nextInt(50) == 0 ? Double.NaN : Math.exp(4 * random.nextGaussian()) - 0.1;
      curve.add(step, value);
      naive.add(step, value);
      step += 1 + random.nextInt(stride);
    }
    for (int limit : new int[] {1, 7, 48, 4000}) {
      List<CurveCell> cells = curve.cells(limit);
      assertThat(cells).hasSizeBetween(1, limit);
      cells.forEach(naive::assertIs);
      assertThat(cells.stream().mapToLong(CurveCell::values).sum()).isEqualTo(count);
      assertThat(cells.get(0).fromStep()).isEqualTo(curve.firstStep());
      assertThat(cells.get(cells.size() - 1).toStep()).isEqualTo(curve.lastStep());
      for (int i = 1; i < cells.size(); i++) {
        assertThat(cells.get(i).fromStep()).isEqualTo(cells.get(i - 1).toStep() + 1);
      }
    }
  }

  @Test
  void spike_ofOneStepInAMillion_isInExactlyOneCell() {
    MetricCurve curve = new MetricCurve();
    for (long step = 0; step < 1_000_000; step++) {
      curve.add(step, step == 777_777 ? 1e6 : 1);
    }
    List<CurveCell> cells = curve.cells(48);
    assertThat(cells).hasSize(48);
    assertThat(cells.stream().filter(cell -> cell.max() == 1e6))
        .singleElement()
        .satisfies(cell -> assertThat(777_777L).isBetween(cell.fromStep(), cell.toStep()));
  }

  @Test
  void cells_ofFewValues_areAsMany() {
    MetricCurve curve = new MetricCurve();
    for (int i = 0; i < 30; i++) {
      curve.add(100L * i, i);
    }
    assertThat(curve.cells(48)).hasSize(30).allMatch(cell -> cell.values() == 1);
    assertThat(new MetricCurve().cells(48)).isEmpty();
  }

  @Test
  void step_beforeTheFirst_isRefused() {
    MetricCurve curve = new MetricCurve();
    curve.add(5, 1);
    assertThatThrownBy(() -> curve.add(4, 1)).hasMessageContaining("step 4");
  }
}
