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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** §4: SGD evens out the layers of a diagonal network that starts unbalanced. */
public final class SupportBalancingFigure implements Figure {
  private static final long STEPS = 60_000;
  private static final String IMBALANCE = "imbalance/0";
  private static final int INPUTS = 15;
  private static final int ALL = -1;

  /** Batch sizes from the one that balances least. */
  private static final List<Integer> BATCH_SIZES = List.of(ALL, 16, 4, 1);

  @Override
  public FigureWords words() {
    return new FigureWords(
        Paper.SUPPORT,
        "support-balancing",
        "§4",
        "SGD evens out layers of different size, gradient descent does not",
        "A diagonal linear network of two layers on 5 of its 15 inputs, the first layer three"
            + " times as large as the second, labels with noise of variance 1, step size 0.01."
            + " Shown is ‖W₂[j,j]² − W₁[j,j]²‖ over all j. A step takes η²g_j² of each"
            + " difference, g_j the loss's derivative by the product: gradient descent's"
            + " vanishes, that of a batch of b samples keeps a mean square of R_j²/b.\n\n"
            + "The paper shows no picture of it; all numbers are its statements'.");
  }

  @Override
  public List<PlannedRun> runs(Extent extent) {
    return BATCH_SIZES.stream().flatMap(size -> runs(extent, size).stream()).toList();
  }

  private static List<PlannedRun> runs(Extent extent, int batchSize) {
    return LongStream.range(0, extent.steps(extent.trajectories(), 1))
        .mapToObj(
            seed ->
                PlannedRun.of(
                    "balancing", seed, STEPS + 1, "batch-size", Integer.toString(batchSize)))
        .toList();
  }

  @Override
  public List<Expectation> expectations(Extent extent) {
    return List.of(
        new Band(
            "share of the imbalance that is left after 60,000 steps, GD",
            "1 (theory: §4, up to η)",
            "gradient flow keeps it and gradient descent takes η·g²/S of it in all, S the sum of"
                + " both squares, less than 0.01: 0.95 to 1",
            0.95,
            1,
            results -> left(extent, results, ALL)),
        new Order(
            "imbalance after 60,000 steps: GD > SGD-16 > SGD-4 > SGD-1",
            "falls with the batch size (theory: §4)",
            "the paper's claim; exact",
            results ->
                BATCH_SIZES.stream().map(size -> median(extent, results, size).last()).toList()),
        new Band(
            "share of the imbalance that is left, SGD-4",
            "0.223 (theory: e^(−η²R²t/b), R² = 1)",
            "0.105 to 0.368, the exponent 1.5 to 1 and 2.25: R² of the sample is 1 ± 0.2, and SGD's"
                + " own error adds to the noise",
            0.105,
            0.368,
            results -> left(extent, results, 4)),
        new Band(
            "share of the imbalance that is left, SGD-1",
            "0.0025 (theory: e^(−η²R²t/b), R² = 1)",
            "at most 0.02, the exponent 6 to 4: slow coordinates are what is left",
            0,
            0.02,
            results -> left(extent, results, 1)));
  }

  private static Curve median(Extent extent, Results results, int batchSize) {
    return results.median(runs(extent, batchSize), IMBALANCE);
  }

  private static double left(Extent extent, Results results, int batchSize) {
    Curve curve = median(extent, results, batchSize);
    return curve.last() / curve.first();
  }

  @Override
  public List<Sheet> sheets(Extent extent, Results results) {
    List<Plot.Line> lines = new ArrayList<>();
    for (int size : BATCH_SIZES) {
      lines.add(Plot.Line.of(name(size), median(extent, results, size)));
    }
    Plot imbalance =
        new Plot.Lines("‖W₂² − W₁²‖", Plot.Axis.linear("step"), Plot.Axis.log("imbalance"), lines);
    PlannedRun gd = runs(extent, ALL).get(0);
    PlannedRun sgd = runs(extent, 1).get(0);
    Plot weights =
        new Plot.Lines(
            "Weights of both layers at the end",
            Plot.Axis.linear("|W₁[j,j]|"),
            Plot.Axis.linear("|W₂[j,j]|"),
            List.of(
                weights("at first", results.firstByLayer(gd, "weight")),
                weights("GD", results.lastByLayer(gd, "weight")),
                weights("SGD-1", results.lastByLayer(sgd, "weight")),
                Plot.Line.of("balance", List.of(0.0, 2.0), List.of(0.0, 2.0))));
    return List.of(
        new Sheet(
            "",
            "Imbalance of two layers over steps, and their weights: relevant inputs are to be at"
                + " (1, 1), irrelevant ones at the origin.",
            2,
            List.of(imbalance, weights)));
  }

  private static String name(int batchSize) {
    return batchSize == ALL ? "GD" : "SGD-" + batchSize;
  }

  private static Plot.Line weights(String name, Map<String, Double> weights) {
    List<Double> first = new ArrayList<>();
    List<Double> second = new ArrayList<>();
    for (int j = 0; j < INPUTS; j++) {
      first.add(weight(weights, 0, j));
      second.add(weight(weights, 1, j));
    }
    return Plot.Line.dots(name, first, second);
  }

  private static double weight(Map<String, Double> weights, int layer, int j) {
    return Math.abs(weights.getOrDefault("%d.%d.%d".formatted(layer, j, j), Double.NaN));
  }
}
