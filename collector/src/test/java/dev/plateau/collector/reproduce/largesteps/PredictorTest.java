package dev.plateau.collector.reproduce.largesteps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.collector.reproduce.CurvesByHand;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Plot;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PredictorTest {
  private static final double FROM = -5.5 / 4 + 0.07 - 0.05;
  private static final double TO = 5.5 / 4 + 0.07 + 0.05;

  private static double x(int i) {
    return FROM + i * (TO - FROM) / 59;
  }

  private static Predictor of(DoubleUnaryOperator h) {
    return new Predictor(0, IntStream.range(0, 60).mapToObj(i -> h.applyAsDouble(x(i))).toList());
  }

  @Test
  void bending_ofAStraightLine_isNone() {
    assertThat(of(x -> 3 * x - 1).bending()).isCloseTo(0, within(1e-10));
  }

  /** Slopes −1 and 1, then 1 and −2: changes of 2 and 3. */
  @Test
  void bending_ofPieces_isTheSumOfTheChangesOfSlope() {
    assertThat(of(x -> Math.abs(x - x(20))).bending()).isCloseTo(2, within(1e-9));
    DoubleUnaryOperator pieces = x -> Math.abs(x - x(20)) - (x > x(40) ? 3 * (x - x(40)) : 0);
    assertThat(of(pieces).bending()).isCloseTo(5, within(1e-9));
  }

  @Test
  void at_aStep_isTheLastMeasurementUntilThen() {
    PlannedRun run = PlannedRun.of("regression-1d", 0, 1000);
    CurvesByHand curves = new CurvesByHand();
    for (int i = 0; i < 60; i++) {
      curves.putPoints(run, "predictor/" + i, 0, i, 100, 10 + i, 999, 20 + i);
    }
    Predictor predictor = Predictor.at(curves, run, 500);
    assertThat(predictor.step()).isEqualTo(100);
    assertThat(predictor.values().get(7)).isEqualTo(17);
    assertThat(Predictor.at(curves, run, Long.MAX_VALUE).step()).isEqualTo(999);
    assertThat(Predictor.at(curves, run, 100).step()).isEqualTo(100);
    assertThat(Predictor.at(curves, run, 99).step()).isZero();
  }

  @Test
  void plot_hasThe12Samples_insideOfThePredictorsRange() {
    Plot.Lines plot = (Plot.Lines) Predictor.plot("h", List.of(of(x -> x).line("h")));
    List<Double> x = plot.lines().get(0).x();
    assertThat(x.get(0)).isCloseTo(-1.355, within(1e-12));
    assertThat(x.get(59)).isCloseTo(1.495, within(1e-12));
    Plot.Line samples = plot.lines().get(1);
    assertThat(samples.isDots()).isTrue();
    assertThat(samples.x()).hasSize(12).allMatch(value -> value > x.get(0) && value < x.get(59));
    assertThat(samples.x().get(3)).isCloseTo(-2.5 / 4 + 0.07, within(1e-12));
    assertThat(samples.y().get(11)).isCloseTo(-0.655, within(1e-12));
  }
}
