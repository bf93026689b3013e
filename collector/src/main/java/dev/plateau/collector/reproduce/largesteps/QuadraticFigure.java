package dev.plateau.collector.reproduce.largesteps;

import dev.plateau.collector.reproduce.Band;
import dev.plateau.collector.reproduce.Curve;
import dev.plateau.collector.reproduce.Expectation;
import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.FigureWords;
import dev.plateau.collector.reproduce.Paper;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Plot;
import dev.plateau.collector.reproduce.Results;
import dev.plateau.collector.reproduce.Sheet;
import java.util.ArrayList;
import java.util.List;

/** Prop. 2 and 3: the loss of one weight stabilises between two bounds. */
final class QuadraticFigure implements Figure {
  private static final long STEPS = 2_000;
  private static final long SHOWN = 60;

  /**
   * A run whose step size is admitted.
   *
   * @param label in legends and tables
   * @param method sgd or gd
   * @param eta the step size, from 1 to 1.25/1.05² = 1.134
   */
  private record Admitted(String label, String method, String eta) {
    PlannedRun run() {
      return PlannedRun.of("quadratic-1d", 0, STEPS, "method", method, "eta", eta);
    }
  }

  private static final List<Admitted> RUNS =
      List.of(
          new Admitted("SGD, η = 1.02", "sgd", "1.02"),
          new Admitted("SGD, η = 1.07", "sgd", "1.07"),
          new Admitted("SGD, η = 1.12", "sgd", "1.12"),
          new Admitted("GD, η = 1.07", "gd", "1.07"));

  @Override
  public FigureWords words() {
    return new FigureWords(
        Paper.LARGE_STEPS,
        "large-steps-quadratic",
        "Prop. 2 and 3",
        "The loss of one weight at a large step size stays between two bounds",
        "The network xθ² on 100 inputs from 1 to 1.05 with targets x, so that θ* = 1, at step"
            + " sizes between 1/(θ*x_min)² and 1.25/(θ*x_max)². Once θ has come into (0.65, 1 −"
            + " ε₀)θ*, at step T, it is proved to be there again every second step, in (1 + ε₀,"
            + " 1.162)θ* in between, and its loss to be between ε₀²(1 − ε₀/2)²E[x²]θ*⁴ and"
            + " 0.17·E[x²]θ*⁴ for ever.\n\n"
            + "The share of steps since T at which all of it holds is counted by the run itself."
            + " The paper prints the bounds of the loss without their scale E[x²]θ*⁴.");
  }

  @Override
  public List<PlannedRun> runs(Extent extent) {
    return RUNS.stream().map(Admitted::run).toList();
  }

  @Override
  public List<Expectation> expectations(Extent extent) {
    List<Expectation> all = new ArrayList<>();
    for (Admitted admitted : RUNS) {
      PlannedRun run = admitted.run();
      all.add(
          new Band(
              "share of steps since T that are as proved, " + admitted.label(),
              "1 (Prop. 2 and 3)",
              "it is proved: all of them",
              1,
              1,
              results -> results.curve(run, "inside_share").last()));
      all.add(
          new Band(
              "steps since T, " + admitted.label(),
              "all from some step on (Prop. 3)",
              "of fewer little could be said",
              1_000,
              STEPS,
              results -> STEPS - results.curve(run, "inside_since_step").last()));
    }
    return all;
  }

  @Override
  public List<Sheet> sheets(Extent extent, Results results) {
    List<Plot.Line> thetas = new ArrayList<>();
    List<Plot.Line> losses = new ArrayList<>();
    for (Admitted admitted : RUNS) {
      thetas.add(begin(admitted.label(), results.curve(admitted.run(), "theta")));
      losses.add(begin(admitted.label(), results.curve(admitted.run(), "full_loss")));
    }
    PlannedRun middle = RUNS.get(1).run();
    losses.add(bound("lower bound, η = 1.07", results, middle, "full_loss_least"));
    losses.add(bound("upper bound, η = 1.07", results, middle, "full_loss_most"));
    return List.of(
        new Sheet(
            "",
            "One weight and its full loss over the first 60 steps.",
            2,
            List.of(
                new Plot.Lines("θ", Plot.Axis.linear("step"), Plot.Axis.linear("θ"), thetas),
                new Plot.Lines(
                    "full loss", Plot.Axis.linear("step"), Plot.Axis.log("loss"), losses))));
  }

  private static Plot.Line begin(String name, Curve curve) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int i = 0; i < curve.size() && curve.step(i) <= SHOWN; i++) {
      x.add((double) curve.step(i));
      y.add(curve.value(i));
    }
    return Plot.Line.of(name, x, y);
  }

  private static Plot.Line bound(String name, Results results, PlannedRun run, String metric) {
    double level = results.curve(run, metric).first();
    return Plot.Line.of(name, List.of(0.0, (double) SHOWN), List.of(level, level));
  }
}
