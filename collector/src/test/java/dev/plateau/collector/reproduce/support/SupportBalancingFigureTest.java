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

class SupportBalancingFigureTest {
  private static final SupportBalancingFigure FIGURE = new SupportBalancingFigure();

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void expectations_whatTheoryHas_areMet(boolean isQuick) {
    Extent extent = extent(isQuick);
    assertThat(theory(extent).unmet(FIGURE, extent)).isEmpty();
    assertThat(FIGURE.runs(extent)).hasSize(isQuick ? 4 : 12);
  }

  @Test
  void expectations_gradientDescentInSgdsPlace_areNotMet() {
    Extent extent = extent(true);
    CurvesByHand curves = theory(extent);
    PlannedRun gd = run(extent, "-1");
    assertThat(curves.copy(gd, run(extent, "1")).copy(gd, run(extent, "4")).unmet(FIGURE, extent))
        .containsExactly(
            "imbalance after 60,000 steps: GD > SGD-16 > SGD-4 > SGD-1",
            "share of the imbalance that is left, SGD-4",
            "share of the imbalance that is left, SGD-1");
  }

  @Test
  void expectations_sgdInGradientDescentsPlace_areNotMet() {
    Extent extent = extent(true);
    assertThat(theory(extent).copy(run(extent, "16"), run(extent, "-1")).unmet(FIGURE, extent))
        .containsExactly(
            "share of the imbalance that is left after 60,000 steps, GD",
            "imbalance after 60,000 steps: GD > SGD-16 > SGD-4 > SGD-1");
  }

  @Test
  void sheets_weights_areThoseOfBothLayersInSize() {
    Extent extent = extent(true);
    CurvesByHand curves = theory(extent);
    for (String size : new String[] {"-1", "1"}) {
      curves.putLayers(
          run(extent, size), Map.of("0.3.3", 1.5, "1.3.3", 0.5), Map.of("0.3.3", -1.0));
    }
    Plot.Lines plot = (Plot.Lines) FIGURE.sheets(extent, curves).get(0).plots().get(1);
    assertThat(plot.lines().get(0).x().get(3)).isEqualTo(1.5);
    assertThat(plot.lines().get(0).y().get(3)).isEqualTo(0.5);
    assertThat(plot.lines().get(2).x().get(3)).isEqualTo(1.0);
    assertThat(plot.lines().get(2).y().get(3)).isNaN();
  }

  private static CurvesByHand theory(Extent extent) {
    CurvesByHand curves = new CurvesByHand();
    for (PlannedRun run : FIGURE.runs(extent)) {
      double size = Double.parseDouble(run.settings().getOrDefault("batch-size", ""));
      curves.put(run, "imbalance/0", step -> 7 * (size < 0 ? 1 : Math.exp(-1e-4 * step / size)));
    }
    return curves;
  }

  private static PlannedRun run(Extent extent, String batchSize) {
    return CurvesByHand.run(FIGURE, extent, "batch-size", batchSize);
  }

  private static Extent extent(boolean isQuick) {
    return new Extent(isQuick, 3, Optional.empty(), Optional.empty());
  }
}
