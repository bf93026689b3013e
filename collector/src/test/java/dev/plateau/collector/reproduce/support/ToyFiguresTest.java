package dev.plateau.collector.reproduce.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.collector.reproduce.CurvesByHand;
import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Plot;
import dev.plateau.collector.reproduce.Sheet;
import java.util.List;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

class ToyFiguresTest {
  private static final Extent QUICK = new Extent(true, 1, Optional.empty(), Optional.empty());
  private static final Figure FOURTH = new Support4Figure();
  private static final Figure NINTH = new Support9Figure();
  private static final PlannedRun D1_GD = run(FOURTH, "d1-gd");
  private static final PlannedRun D1_SGD = run(FOURTH, "d1-sgd");
  private static final PlannedRun D2_SGD = run(FOURTH, "d2-sgd");
  private static final PlannedRun GD = run(NINTH, "noise-gd");
  private static final PlannedRun SGD = run(NINTH, "noise-sgd");
  private static final PlannedRun DECAY = run(NINTH, "noise-gd-decay");

  @Test
  void support4_publishedLevels_areMet() {
    assertThat(fourth().unmet(FOURTH, QUICK)).isEmpty();
  }

  @Test
  void support4_gradientDescentInSgdsPlace_isNotMet() {
    assertThat(fourth().copy(D1_GD, D1_SGD).unmet(FOURTH, QUICK))
        .containsExactly(
            "a, SGD on D1, after 500 steps", "first step with ‖(a, b)‖ < 1, SGD on D1");
  }

  @Test
  void support4_driftInAllPlaces_isNotMet() {
    assertThat(fourth().copy(D1_SGD, D1_GD).copy(D1_SGD, D2_SGD).unmet(FOURTH, QUICK))
        .containsExactly(
            "a, GD on D1, after 500 steps",
            "change of a, GD on D1, from 250 to 500 steps",
            "full loss, SGD on D2, after 500 steps",
            "change of ‖(a, b)‖, SGD on D2, from 250 to 500 steps");
  }

  @Test
  void support4_sheet_showsWaysMinimaAndLosses() {
    Sheet sheet = FOURTH.sheets(QUICK, fourth()).get(0);
    assertThat(sheet.plots()).hasSize(3);
    Plot.Lines plane = (Plot.Lines) sheet.plots().get(0);
    assertThat(plane.lines().get(0).x().get(0)).isEqualTo(4);
    Plot.Line level = plane.lines().get(4);
    for (int i = 0; i < level.x().size(); i++) {
      assertThat(level.x().get(i) * level.y().get(i)).isCloseTo(0.2, within(1e-12));
    }
    Plot.Lines losses = (Plot.Lines) sheet.plots().get(1);
    assertThat(losses.y().isLog()).isTrue();
    assertThat(losses.lines().get(1).x()).allMatch(step -> step <= 500).contains(500.0);
  }

  @Test
  void support9_publishedLevels_areMet() {
    assertThat(ninth().unmet(NINTH, QUICK)).isEmpty();
  }

  @Test
  void support9_gradientDescentInAllPlaces_isNotMet() {
    assertThat(ninth().copy(GD, SGD).copy(GD, DECAY).unmet(NINTH, QUICK))
        .containsExactly(
            "a/b, SGD, after 550 steps",
            "a/b, GD with weight decay, after 550 steps",
            "a, GD with weight decay, after 550 steps",
            "‖(a, b)‖ after 550 steps: GD > GD with weight decay",
            "‖(a, b)‖ after 550 steps: GD > SGD");
  }

  @Test
  void support9_sgdInGradientDescentsPlace_isNotMet() {
    assertThat(ninth().copy(SGD, GD).unmet(NINTH, QUICK))
        .contains("ab, GD, after 550 steps", "a² − b², GD, after 550 steps over before");
  }

  @Test
  void runs_ofBothFigures_goOneStepFurtherThanIsLookedAt() {
    assertThat(FOURTH.runs(QUICK))
        .extracting(PlannedRun::steps)
        .containsExactly(501L, 10_001L, 501L);
    assertThat(NINTH.runs(QUICK)).extracting(PlannedRun::steps).containsOnly(551L);
    assertThat(NINTH.sheets(QUICK, ninth())).hasSize(1);
    assertThat(List.of(FOURTH.id(), NINTH.id())).containsExactly("support-4", "support-9");
  }

  private static PlannedRun run(Figure figure, String variant) {
    return CurvesByHand.run(figure, QUICK, "variant", variant);
  }

  /** Levels of the paper's code; between them as exponentials. */
  private static CurvesByHand fourth() {
    double rate = Math.log(3.56) / (9_700 - 500);
    CurvesByHand curves = new CurvesByHand();
    way(curves, D1_GD, step -> step == 0 ? 4 : 3.86, step -> step == 0 ? 1 : 0);
    curves.put(D1_GD, "loss", 1).put(D1_GD, "full_loss", 1);
    way(curves, D1_SGD, step -> step == 0 ? 4 : 3.56 * Math.exp(-rate * (step - 500)), s -> 0.03);
    curves.put(D1_SGD, "loss", 1).put(D1_SGD, "full_loss", 1.01);
    way(curves, D2_SGD, step -> step == 0 ? 4 : 2.4, step -> step == 0 ? 1 : 0);
    curves.put(D2_SGD, "loss", step -> Math.exp(-1.0 * step));
    return curves.put(D2_SGD, "full_loss", step -> Math.exp(-1.0 * step));
  }

  private static CurvesByHand ninth() {
    CurvesByHand curves = new CurvesByHand();
    way(curves, GD, step -> step == 0 ? 4 : 3.43, step -> step == 0 ? 2 : 0.2915);
    way(curves, SGD, step -> step == 0 ? 4 : 0.7, step -> step == 0 ? 2 : 0.68);
    way(curves, DECAY, step -> step == 0 ? 4 : 0.708, step -> step == 0 ? 2 : 0.706);
    for (PlannedRun run : NINTH.runs(QUICK)) {
      curves.put(run, "full_loss", 284);
    }
    return curves;
  }

  private static void way(
      CurvesByHand curves, PlannedRun run, LongToDoubleFunction a, LongToDoubleFunction b) {
    curves
        .put(run, "a", a)
        .put(run, "b", b)
        .put(run, "parameter_norm", s -> Math.hypot(a.applyAsDouble(s), b.applyAsDouble(s)))
        .put(
            run,
            "imbalance",
            s -> Math.pow(a.applyAsDouble(s), 2) - Math.pow(b.applyAsDouble(s), 2));
  }
}
