package dev.plateau.collector.reproduce.support;

import dev.plateau.collector.reproduce.Band;
import dev.plateau.collector.reproduce.Curve;
import dev.plateau.collector.reproduce.Expectation;
import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.FigureWords;
import dev.plateau.collector.reproduce.Order;
import dev.plateau.collector.reproduce.Paper;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Plot;
import dev.plateau.collector.reproduce.Results;
import dev.plateau.collector.reproduce.Sheet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** W₁ in the basis of the gold support, and its norm off that support, for SGD and for GD. */
public final class Support18Figure implements Figure {
  private static final String IRRELEVANT = "w1_irrelevant_norm";
  private static final int CORNER = 16;

  @Override
  public FigureWords words() {
    return new FigureWords(
        Paper.SUPPORT,
        "support-18",
        "Fig. 18",
        "W₁ on frozen features in the basis of the gold support",
        """
        In the basis that the right singular vectors of `support-8`'s final W₁ give: WᵀW of the first 16 directions, the norm of W₁ along each, and over \
        the steps its norm along all directions that are irrelevant (σ ≤ 0.1 σ₁ of the gold support). The paper shows all 512 × 512 entries; a run \
        here says the first 16 × 16 of WᵀW and all norms. Features are those of `support-8`, not CIFAR-10's.
        """);
  }

  @Override
  public List<PlannedRun> runs(Extent extent) {
    return new FeatureRuns(extent).all();
  }

  @Override
  public List<Expectation> expectations(Extent extent) {
    FeatureRuns runs = new FeatureRuns(extent);
    long end = runs.descentSteps() - 1;
    return List.of(
        new Band(
            "irrelevant norm after aggressive decay, over the start's",
            "0 (black but for a few rows)",
            "0 to 0.05: it is what defines these directions, up to singular values under a tenth"
                + " of the largest",
            0,
            0.05,
            results -> left(results.curve(runs.gold(), IRRELEVANT), Long.MAX_VALUE)),
        new Band(
            "irrelevant norm under GD, over the start's",
            "flat (as in Figs 3, 11)",
            "0.98 to 1.02: as Figs 3 and 11 show GD",
            0.98,
            1.02,
            results -> left(results.curve(runs.descent(), IRRELEVANT), end)),
        new Order(
            "irrelevant norm at GD's last step, over the start's: GD > SGD-64",
            "GD stays, SGD shrinks (as in Figs 3, 11)",
            "the paper's claim of App. E, at an equal number of steps",
            results ->
                List.of(
                    left(results.curve(runs.descent(), IRRELEVANT), end),
                    left(results.curve(runs.sgd(), IRRELEVANT), end))));
  }

  private static double left(Curve curve, long step) {
    return curve.at(step) / curve.first();
  }

  @Override
  public List<Sheet> sheets(Extent extent, Results results) {
    FeatureRuns runs = new FeatureRuns(extent);
    return List.of(
        new Sheet(
            "",
            "W₁ᵀW₁ in the gold basis, first 16 directions.",
            4,
            List.of(
                image("at the start", results.firstByLayer(runs.gold(), "direction_gram")),
                image("gold", results.lastByLayer(runs.gold(), "direction_gram")),
                image("SGD-64", results.lastByLayer(runs.sgd(), "direction_gram")),
                image("GD", results.lastByLayer(runs.descent(), "direction_gram")))),
        new Sheet(
            "norms",
            "Norm of W₁ along each gold direction, and along all irrelevant ones over the steps.",
            2,
            List.of(
                new Plot.Lines(
                    "along each direction",
                    Plot.Axis.log("direction"),
                    Plot.Axis.log("‖W₁v‖"),
                    List.of(
                        along("start", results.firstByLayer(runs.gold(), "direction_norm")),
                        along("gold", results.lastByLayer(runs.gold(), "direction_norm")),
                        along("SGD-64", results.lastByLayer(runs.sgd(), "direction_norm")),
                        along("GD", results.lastByLayer(runs.descent(), "direction_norm")))),
                new Plot.Lines(
                    "along irrelevant directions",
                    Plot.Axis.log("step"),
                    Plot.Axis.log("‖W₁ irrelevant‖"),
                    List.of(
                        Plot.Line.of("gold", results.curve(runs.gold(), IRRELEVANT)),
                        Plot.Line.of("SGD-64", results.curve(runs.sgd(), IRRELEVANT)),
                        Plot.Line.of("GD", results.curve(runs.descent(), IRRELEVANT)))))));
  }

  private static Plot image(String title, Map<String, Double> products) {
    return new Plot.Image(title, LayeredValues.square(products, CORNER), Plot.Palette.MAGMA);
  }

  private static Plot.Line along(String name, Map<String, Double> byLayer) {
    List<Double> norms = LayeredValues.numbered(byLayer, "", 1);
    List<Double> directions =
        IntStream.rangeClosed(1, norms.size()).mapToObj(k -> (double) k).toList();
    return Plot.Line.of(name, directions, norms);
  }
}
