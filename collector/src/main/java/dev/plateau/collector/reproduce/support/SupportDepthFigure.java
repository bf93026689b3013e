package dev.plateau.collector.reproduce.support;

import dev.plateau.collector.reproduce.Band;
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

/** §3 and §4, Prop. 1 and 2: how often, and when, diagonal networks find the support. */
public final class SupportDepthFigure implements Figure {
  private static final int MOST_DEPTH = 4;
  private static final int RELU_DEPTH = 3;
  private static final long SGD_STEPS = 20_000;
  private static final String RELU = "relu";
  private static final String IDENTITY = "identity";

  /** Step sizes and batch sizes of the runs whose times are looked at; the first is halved. */
  private static final List<Timed> TIMED =
      List.of(new Timed(1, "0.02"), new Timed(4, "0.02"), new Timed(1, "0.04"));

  /** Two layers that see nothing but noise, so that E[y²x_j²] is all there is. */
  private record Timed(int batchSize, String learningRate) {
    PlannedRun run(Extent extent) {
      return depth(
          12_000,
          extent.steps(1_000, 300),
          2,
          1,
          IDENTITY,
          "relevant",
          "0",
          "batch-size",
          Integer.toString(batchSize),
          "learning-rate",
          learningRate);
    }

    String words() {
      return "b = %d, η = %s".formatted(batchSize, learningRate);
    }
  }

  @Override
  public FigureWords words() {
    return new FigureWords(
        Paper.SUPPORT,
        "support-depth",
        "§3, §4, Prop. 1 and 2",
        "Gradient descent finds the support in the first layer by chance, SGD by itself",
        "Diagonal networks of depth L with one relevant input, from independent first weights,"
            + " and how many of them end with |W₁[j,j]| < 0.001 for all irrelevant j. Gradient"
            + " descent sends the smallest of L layers to 0, which is the first one with chance"
            + " 1/L for each irrelevant input, L^−(d−r) for all. SGD on labels with noise,"
            + " E[yx_j] = 0 < E[y²x_j²], evens two layers out until both vanish: |w₂² − w₁²|"
            + " falls by 1/e in some b/(η²R_j²) steps, R_j² = E[y²x_j²].\n\n"
            + "The paper shows no picture of it; all numbers are its statements'. The time that"
            + " its Theorem 2 prints grows with η, against Prop. 2, and is not looked at. SGD of"
            + " three layers and more is not either: its rate falls with the weights themselves,"
            + " so that 0.001 is out of reach. Quick: fewer trajectories, and half the steps of"
            + " gradient descent.");
  }

  @Override
  public List<PlannedRun> runs(Extent extent) {
    List<PlannedRun> runs = new ArrayList<>();
    for (int irrelevant = 1; irrelevant <= 2; irrelevant++) {
      for (int depth = 2; depth <= MOST_DEPTH; depth++) {
        runs.add(gd(extent, depth, irrelevant, IDENTITY));
      }
      runs.add(gd(extent, RELU_DEPTH, irrelevant, RELU));
    }
    runs.add(sgd(extent, IDENTITY));
    runs.add(sgd(extent, RELU));
    TIMED.forEach(timed -> runs.add(timed.run(extent)));
    return runs;
  }

  private static PlannedRun gd(Extent extent, int depth, int irrelevant, String activation) {
    return depth(
        extent.steps(10_000, 5_000), extent.steps(4_000, 1_000), depth, irrelevant, activation);
  }

  /** 40 times b/(η²R²), R² = 1 for the identity and half of it for ReLU, which sees half. */
  private static PlannedRun sgd(Extent extent, String activation) {
    return depth(
        activation.equals(RELU) ? 2 * SGD_STEPS : SGD_STEPS,
        extent.steps(1_000, 200),
        2,
        2,
        activation,
        "batch-size",
        "1",
        "learning-rate",
        "0.05");
  }

  private static PlannedRun depth(
      long steps, long trajectories, int depth, int irrelevant, String activation, String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "depth",
                Integer.toString(depth),
                "irrelevant",
                Integer.toString(irrelevant),
                "activation",
                activation,
                "trajectories",
                Long.toString(trajectories)));
    settings.addAll(List.of(more));
    return PlannedRun.of("diagonal-depth", 0, steps, settings.toArray(String[]::new));
  }

  @Override
  public List<Expectation> expectations(Extent extent) {
    List<Expectation> all = new ArrayList<>();
    for (int irrelevant = 1; irrelevant <= 2; irrelevant++) {
      for (int depth = 2; depth <= MOST_DEPTH; depth++) {
        all.addAll(byChance(extent, depth, irrelevant));
      }
      all.add(noMoreRelu(extent, irrelevant));
    }
    all.add(finds(extent, IDENTITY));
    all.add(finds(extent, RELU));
    all.add(
        new Order(
            "share that finds the support, L = 2, d − r = 2: SGD > GD",
            "1 > 1/4 (theory: §4, Prop. 1)",
            "the paper's claim; exact",
            results ->
                List.of(
                    last(results, sgd(extent, IDENTITY), "support_found_share"),
                    last(results, gd(extent, 2, 2, IDENTITY), "support_found_share"))));
    TIMED.forEach(timed -> all.add(time(extent, timed)));
    all.add(quotient(extent, "η = 0.02, b = 4 over b = 1", TIMED.get(1), TIMED.get(0)));
    all.add(quotient(extent, "b = 1, η = 0.02 over η = 0.04", TIMED.get(0), TIMED.get(2)));
    return all;
  }

  /** Of a linear network the layers are alike: both sides, of the runs that are over. */
  private static List<Expectation> byChance(Extent extent, int depth, int irrelevant) {
    PlannedRun run = gd(extent, depth, irrelevant, IDENTITY);
    String of =
        ", of those that settled, identity, L = %d, d − r = %d".formatted(depth, irrelevant);
    String settled =
        " by a one-sided binomial test at 0.001, of the runs in which each irrelevant input is left"
            + " out by some layer: the others are under way";
    return List.of(
        new Chance(
            "no more runs in which GD finds the support" + of,
            share(depth, irrelevant) + " (theory: Prop. 1)",
            "not above L^−(d−r)," + settled,
            Math.pow(depth, -irrelevant),
            Chance.Side.ABOVE,
            results -> last(results, run, "support_found"),
            results -> last(results, run, "support_settled")),
        new Chance(
            "no fewer runs in which GD finds the support" + of,
            share(depth, irrelevant) + " (theory: layers are exchangeable)",
            "not below L^−(d−r)," + settled,
            Math.pow(depth, -irrelevant),
            Chance.Side.BELOW,
            results -> last(results, run, "support_found"),
            results -> last(results, run, "support_settled")));
  }

  /** With ReLU a layer between that falls below 0 ends its coordinate's way: one side, of all. */
  private static Expectation noMoreRelu(Extent extent, int irrelevant) {
    PlannedRun run = gd(extent, RELU_DEPTH, irrelevant, RELU);
    return new Chance(
        "no more runs in which GD finds the support, of all, relu, L = %d, d − r = %d"
            .formatted(RELU_DEPTH, irrelevant),
        share(RELU_DEPTH, irrelevant) + " at most (theory: Prop. 1)",
        "not above L^−(d−r), by a one-sided binomial test at 0.001, of all runs: a coordinate whose"
            + " middle layer steps below 0 stays there, so that some never settle",
        Math.pow(RELU_DEPTH, -irrelevant),
        Chance.Side.ABOVE,
        results -> last(results, run, "support_found"),
        results -> last(results, run, "trajectories"));
  }

  private static String share(int depth, int irrelevant) {
    return "1/" + Math.round(Math.pow(depth, irrelevant));
  }

  private static Expectation finds(Extent extent, String activation) {
    return new Band(
        "share in which SGD finds the support, %s, L = 2, d − r = 2".formatted(activation),
        "1 (theory: §4)",
        "at least 0.9 after 40 times T = b/(η²R²): both weights fall as e^(−t/2T), to some 1e-9, so"
            + " that those a million times behind the middle are left out",
        0.9,
        1,
        results -> last(results, sgd(extent, activation), "support_found_share"));
  }

  private static Expectation time(Extent extent, Timed timed) {
    return new Band(
        "steps until |w₂² − w₁²| is 1/e, over b/(η²R²), " + timed.words(),
        "1 (theory: Prop. 2)",
        "0.67 to 1.5: a step takes η²g² of it to first order in η, g² is R²/b where the loss is at"
            + " its least and more before",
        1 / 1.5,
        1.5,
        results ->
            last(results, timed.run(extent), "imbalance_fall_step")
                / last(results, timed.run(extent), "imbalance_fall_step_predicted"));
  }

  private static Expectation quotient(Extent extent, String what, Timed slow, Timed fast) {
    return new Band(
        "quotient of these steps, " + what,
        "4 (theory: b/η²)",
        "3 to 5.3, ×1.33: the same data and first weights, other orders of samples",
        3,
        16.0 / 3,
        results ->
            last(results, slow.run(extent), "imbalance_fall_step")
                / last(results, fast.run(extent), "imbalance_fall_step"));
  }

  private static double last(Results results, PlannedRun run, String metric) {
    return results.curve(run, metric).last();
  }

  @Override
  public List<Sheet> sheets(Extent extent, Results results) {
    return List.of(
        new Sheet(
            "",
            "Share of networks whose first layer finds the support: by depth under gradient"
                + " descent, of the runs that settled, against L^−(d−r); over steps for two"
                + " layers.",
            2,
            List.of(byDepth(extent, results), overSteps(extent, results))));
  }

  private static Plot byDepth(Extent extent, Results results) {
    List<Plot.Line> lines = new ArrayList<>();
    for (int irrelevant = 1; irrelevant <= 2; irrelevant++) {
      List<Double> depths = new ArrayList<>();
      List<Double> chances = new ArrayList<>();
      List<Double> here = new ArrayList<>();
      for (int depth = 2; depth <= MOST_DEPTH; depth++) {
        PlannedRun run = gd(extent, depth, irrelevant, IDENTITY);
        depths.add((double) depth);
        chances.add(Math.pow(depth, -irrelevant));
        here.add(last(results, run, "support_found") / last(results, run, "support_settled"));
      }
      lines.add(Plot.Line.of("L^−" + irrelevant, depths, chances));
      lines.add(Plot.Line.dots("GD, d − r = " + irrelevant, depths, here));
    }
    return new Plot.Lines(
        "GD by depth", Plot.Axis.linear("depth L"), Plot.Axis.log("share"), lines);
  }

  private static Plot overSteps(Extent extent, Results results) {
    return new Plot.Lines(
        "Two layers, d − r = 2",
        Plot.Axis.log("step"),
        Plot.Axis.linear("share"),
        List.of(
            share("GD", results, gd(extent, 2, 2, IDENTITY)),
            share("SGD", results, sgd(extent, IDENTITY)),
            share("SGD, ReLU", results, sgd(extent, RELU))));
  }

  private static Plot.Line share(String name, Results results, PlannedRun run) {
    return Plot.Line.of(name, results.curve(run, "support_found_share"));
  }
}
