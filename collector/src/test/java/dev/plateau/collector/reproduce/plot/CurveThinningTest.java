package dev.plateau.collector.reproduce.plot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.reproduce.Plot.Axis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurveThinningTest {
  private static final int COLUMNS = 40;

  /** Of each pixel column the least and greatest stay, in order, and no gap is lost. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void thinned_keepsTheExtremesOfEveryColumn(long seed) {
    Random random = new Random(seed);
    Axis axis = seed % 2 == 0 ? Axis.linear("") : Axis.log("");
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      x.add(i + 1.0);
      y.add(random.nextInt(200) == 0 ? Double.NaN : Math.pow(random.nextGaussian(), 5));
    }
    Points points = Points.of("", x, y, axis, Axis.linear(""));
    AxisRange range = AxisRange.around(points.xs(), axis.isLog());
    Points thinned = CurveThinning.thin(points, range, COLUMNS);

    assertThat(extremes(thinned, range)).isEqualTo(extremes(points, range));
    assertThat(thinned.ys().max()).isEqualTo(points.ys().max());
    assertThat(thinned.ys().min()).isEqualTo(points.ys().min());
    assertThat(thinned.xs().toArray()).isSorted();
    assertThat(thinned.size()).isLessThanOrEqualTo(9 * (COLUMNS + 1)).isGreaterThan(COLUMNS);
    assertGapsAreThoseOf(points, thinned);
  }

  private static Map<Long, List<Double>> extremes(Points points, AxisRange range) {
    Map<Long, List<Double>> extremes = new TreeMap<>();
    for (int i = 0; i < points.size(); i++) {
      if (!points.isGap(i)) {
        double y = points.y(i);
        extremes.merge(
            (long) Math.floor(range.share(points.x(i)) * COLUMNS),
            List.of(y, y),
            (old, now) -> List.of(Math.min(old.get(0), y), Math.max(old.get(1), y)));
      }
    }
    return extremes;
  }

  /** Two neighbours that are kept have a gap between them if, and only if, there was one. */
  private static void assertGapsAreThoseOf(Points all, Points kept) {
    int at = 0;
    int before = -1;
    boolean isGapBetween = false;
    for (int k = 0; k < kept.size(); k++) {
      if (kept.isGap(k)) {
        isGapBetween = true;
        continue;
      }
      while (all.isGap(at) || all.x(at) != kept.x(k)) {
        at++;
      }
      assertThat(all.y(at)).isEqualTo(kept.y(k));
      if (before >= 0) {
        boolean wasGapBetween = false;
        for (int i = before; i < at; i++) {
          wasGapBetween |= all.isGap(i);
        }
        assertThat(isGapBetween).as("gap before x = %s", kept.x(k)).isEqualTo(wasGapBetween);
      }
      isGapBetween = false;
      before = at;
    }
  }

  @Test
  void curveWithFewPoints_staysAsItIs() {
    Points points =
        Points.of(
            "",
            List.of(1.0, 2.0, 3.0, 2.0, 1.0),
            List.of(1.0, 5.0, Double.NaN, 7.0, 2.0),
            Axis.linear(""),
            Axis.linear(""));
    Points thinned = CurveThinning.thin(points, new AxisRange(0, 4, false), 100);
    assertThat(Arrays.deepToString(thinned.coordinates()))
        .isEqualTo(Arrays.deepToString(points.coordinates()));
  }

  @Test
  void dotsOfOnePixel_areOne() {
    Points points =
        Points.of(
            "",
            List.of(1.0, 1.0, 1.001, 1.0, 3.0),
            List.of(1.0, 1.0, 1.001, 3.0, 1.0),
            Axis.linear(""),
            Axis.linear(""));
    AxisRange range = new AxisRange(0, 4, false);
    Points thinned = DotThinning.thin(points, range, range, 50, 50);
    assertThat(thinned.xs()).containsExactly(1.0, 1.0, 3.0);
    assertThat(thinned.ys()).containsExactly(1.0, 3.0, 1.0);
  }
}
