package dev.plateau.collector.reproduce.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.reproduce.CurvesByHand;
import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Plot;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SupportDepthFigureTest {
  private static final SupportDepthFigure FIGURE = new SupportDepthFigure();

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void expectations_whatTheoryHas_areMet(boolean isQuick) {
    Extent extent = extent(isQuick);
    assertThat(theory(extent, 1).unmet(FIGURE, extent)).isEmpty();
    assertThat(FIGURE.expectations(extent)).hasSize(22);
  }

  /** More often than chance is against Prop. 1, less often against the layers being alike. */
  @Test
  void expectations_shareAboveOrBelowChance_areNotMet() {
    Extent extent = extent(false);
    assertThat(theory(extent, 1.3).unmet(FIGURE, extent))
        .hasSize(8)
        .allMatch(what -> what.startsWith("no more runs"));
    assertThat(theory(extent, 0.7).unmet(FIGURE, extent))
        .hasSize(6)
        .allMatch(what -> what.startsWith("no fewer runs"));
  }

  @Test
  void expectations_gradientDescentInSgdsPlace_areNotMet() {
    Extent extent = extent(true);
    PlannedRun gd = CurvesByHand.run(FIGURE, extent, "depth", "2", "irrelevant", "2");
    CurvesByHand curves = theory(extent, 1);
    for (PlannedRun run : FIGURE.runs(extent)) {
      if ("0.05".equals(run.settings().get("learning-rate"))) {
        curves.copy(gd, run);
      }
    }
    assertThat(curves.unmet(FIGURE, extent))
        .containsExactly(
            "share in which SGD finds the support, identity, L = 2, d − r = 2",
            "share in which SGD finds the support, relu, L = 2, d − r = 2",
            "share that finds the support, L = 2, d − r = 2: SGD > GD");
  }

  @Test
  void expectations_timesThatDoNotDependOnBatchAndRate_areNotMet() {
    Extent extent = extent(true);
    CurvesByHand curves = theory(extent, 1);
    for (PlannedRun run : FIGURE.runs(extent)) {
      if (isTimed(run)) {
        curves.put(run, "imbalance_fall_step", 2_500);
      }
    }
    assertThat(curves.unmet(FIGURE, extent))
        .hasSize(4)
        .filteredOn(what -> what.startsWith("quotient"))
        .hasSize(2);
  }

  @Test
  void sheets_byDepth_showsChanceAndShare() {
    Extent extent = extent(true);
    Plot.Lines plot = (Plot.Lines) FIGURE.sheets(extent, theory(extent, 1)).get(0).plots().get(0);
    assertThat(plot.lines()).hasSize(4);
    assertThat(plot.lines().get(2).y()).containsExactly(1 / 4.0, 1 / 9.0, 1 / 16.0);
    assertThat(plot.lines().get(3).isDots()).isTrue();
    assertThat(plot.lines().get(3).y()).hasSize(3);
  }

  /**
   * All trajectories settled, a factor of the chance found; all found by SGD, in Prop. 2's time.
   */
  private static CurvesByHand theory(Extent extent, double factor) {
    CurvesByHand curves = new CurvesByHand();
    for (PlannedRun run : FIGURE.runs(extent)) {
      Map<String, String> settings = run.settings();
      double trajectories = number(settings, "trajectories");
      boolean isSgd = settings.containsKey("batch-size");
      double chance = Math.pow(number(settings, "depth"), -number(settings, "irrelevant"));
      double found = isSgd ? trajectories : Math.round(trajectories * chance * factor);
      curves
          .put(run, "trajectories", trajectories)
          .put(run, "support_settled", trajectories)
          .put(run, "support_found", found)
          .put(run, "support_found_share", found / trajectories);
      if (isTimed(run)) {
        double time =
            number(settings, "batch-size") / Math.pow(number(settings, "learning-rate"), 2);
        curves
            .put(run, "imbalance_fall_step", time)
            .put(run, "imbalance_fall_step_predicted", time);
      }
    }
    return curves;
  }

  private static boolean isTimed(PlannedRun run) {
    return "0".equals(run.settings().get("relevant"));
  }

  private static double number(Map<String, String> settings, String key) {
    return Double.parseDouble(settings.getOrDefault(key, ""));
  }

  private static Extent extent(boolean isQuick) {
    return new Extent(isQuick, 3, Optional.empty(), Optional.empty());
  }
}
