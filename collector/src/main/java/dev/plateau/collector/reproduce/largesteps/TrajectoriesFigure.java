package dev.plateau.collector.reproduce.largesteps;

import dev.plateau.collector.reproduce.Curve;
import dev.plateau.collector.reproduce.Expectation;
import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.FigureWords;
import dev.plateau.collector.reproduce.Order;
import dev.plateau.collector.reproduce.Paper;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Plot;
import dev.plateau.collector.reproduce.PublishedLevel;
import dev.plateau.collector.reproduce.Results;
import dev.plateau.collector.reproduce.Sheet;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Fig. 3: gradient flow, gradient descent and SGD on a plane of the parameters. */
final class TrajectoriesFigure implements Figure {
  private static final long STEPS = 10_001;
  private static final PlannedRun FLOW = run("flow");
  static final PlannedRun GD = run("gd");
  static final PlannedRun SGD = run("sgd");

  private static PlannedRun run(String method) {
    return PlannedRun.of("trajectories", 0, STEPS, "method", method);
  }

  @Override
  public FigureWords words() {
    return new FigureWords(
        Paper.LARGE_STEPS,
        "large-steps-3",
        "Fig. 3",
        "SGD leaves the way of gradient flow and ends at the ground truth",
        "A diagonal linear network on 20 samples of 30 inputs, 3 of them relevant, seen on the"
            + " plane through its start, the ground truth and gradient flow's solution. Gradient"
            + " flow ends in a minimum of the train loss that is not the ground truth; gradient"
            + " descent with large steps oscillates to another, worse one; SGD with large steps"
            + " goes along the minima to the ground truth.\n\n"
            + "The images are the logarithms of both losses over the same plane, dark where they"
            + " are low; losses are cut at 100. Of SGD the sizes of u and v are shown, as in the"
            + " authors' code, since it may step across to (−u, −v), the same network.");
  }

  @Override
  public List<PlannedRun> runs(Extent extent) {
    return List.of(FLOW, GD, SGD);
  }

  @Override
  public List<Expectation> expectations(Extent extent) {
    return List.of(
        testLoss("gradient flow", FLOW, 0.0149)
            .times(1.05, "small steps on the paper's data: no chance is in it"),
        testLoss("GD", GD, 0.126).times(3, Observations.CHAOTIC),
        testLoss("SGD", SGD, 4e-8)
            .atMost(4e-6, "it still falls exponentially then, and another rate multiplies"),
        new Order(
            "test loss at the end: GD > gradient flow > SGD",
            "falls: 0.126, 0.015, 4e-8",
            "the paper's claim",
            results -> List.of(last(results, GD), last(results, FLOW), last(results, SGD))),
        new Order(
            "distance of the end from the ground truth on the plane: gradient flow > SGD",
            "falls (authors' picture)",
            "SGD ends at the ground truth",
            results -> {
              LossPlane plane = new LossPlane(results, FLOW);
              return List.of(plane.distanceFromTruth(FLOW), plane.distanceFromTruth(SGD));
            }));
  }

  private static PublishedLevel testLoss(String name, PlannedRun run, double published) {
    return new PublishedLevel(
        "test loss at the end, " + name, published, Observations.CODE, r -> last(r, run));
  }

  private static double last(Results results, PlannedRun run) {
    return results.curve(run, CurvePanel.TEST_LOSS.metric()).last();
  }

  @Override
  public List<Sheet> sheets(Extent extent, Results results) {
    LossPlane plane = new LossPlane(results, FLOW);
    List<Plot.Line> ways =
        List.of(
            way("GD", results, GD),
            way("SGD", results, SGD),
            way("gradient flow", results, FLOW),
            Plot.Line.dots("start", List.of(0.0), List.of(0.0)),
            plane.point("flow's solution", "flow"),
            plane.point("ground truth", "truth"));
    return List.of(
        new Sheet(
            "",
            "The ways of gradient flow, gradient descent and SGD on a plane of the parameters, and"
                + " over the logarithms of train and test loss.",
            3,
            List.of(
                plane.image("log₁₀ of the train loss", "plane_loss", ways),
                plane.image("log₁₀ of the test loss", "plane_test_loss", ways),
                new Plot.Lines(
                    "ways", plane.axis("first direction"), plane.axis("second direction"), ways))));
  }

  private static Plot.Line way(String name, Results results, PlannedRun run) {
    return Plot.Line.of(
        name,
        values(results.curve(run, "plane_alpha")).boxed().toList(),
        values(results.curve(run, "plane_beta")).boxed().toList());
  }

  private static DoubleStream values(Curve curve) {
    return IntStream.range(0, curve.size()).mapToDouble(curve::value);
  }
}
