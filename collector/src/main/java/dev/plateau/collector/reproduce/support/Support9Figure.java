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
import java.util.List;

/** Fig. 9: f(x) = a·b·x with noisy batches, on the hyperbola of minima ab = 1. */
public final class Support9Figure implements Figure {
  private static final long STEPS = 550;
  private static final String PICTURE = "authors' code draws it so";

  private static final PlannedRun GD = run("noise-gd");
  private static final PlannedRun SGD = run("noise-sgd");
  private static final PlannedRun DECAY = run("noise-gd-decay");

  private static PlannedRun run(String variant) {
    return PlannedRun.of("toy-abx", 0, STEPS + 1, "variant", variant);
  }

  @Override
  public FigureWords words() {
    return new FigureWords(
        Paper.SUPPORT,
        "support-9",
        "Fig. 9",
        "SGD goes to the balanced minimum, as gradient descent with weight decay does",
        "The network a·b·x from a = 4, b = 2 with step size 0.008 on 100 samples whose best product"
            + " ab is 1, for 550 steps: gradient descent, SGD on batches of 10 in their order, and"
            + " gradient descent with weight decay 1. Gradient descent stops where it meets the"
            + " hyperbola of minima; the other two go along it to where a = b.\n\n"
            + "The samples are the authors' own. Their picture is a surface, with Adam as a fourth"
            + " way; here it is seen from above, without Adam.");
  }

  @Override
  public List<PlannedRun> runs(Extent extent) {
    return List.of(GD, SGD, DECAY);
  }

  @Override
  public List<Expectation> expectations(Extent extent) {
    return List.of(
        new Band(
            "ab, GD, after 550 steps",
            "1 (theory: the minima)",
            "it has converged: 0.99 to 1.01",
            0.99,
            1.01,
            results -> end(results, GD, "a") * end(results, GD, "b")),
        new Band(
            "a² − b², GD, after 550 steps over before",
            "1 (theory: App. B, up to η)",
            "gradient flow keeps it; each step of the first ones takes an η²g² of it, g up to 14:"
                + " 0.9 to 1",
            0.9,
            1,
            results -> end(results, GD, "imbalance") / results.curve(GD, "imbalance").first()),
        balanced("SGD", SGD),
        balanced("GD with weight decay", DECAY),
        new Band(
            "a, GD with weight decay, after 550 steps",
            "0.707 (theory: √½ is the minimum of (ab − 1)² + ½(a² + b²))",
            "within 2 %: 0.693 to 0.721",
            0.693,
            0.721,
            results -> end(results, DECAY, "a")),
        new Order(
            "‖(a, b)‖ after 550 steps: GD > GD with weight decay",
            "3.44, and 1 (theory)",
            "the paper's claim; exact",
            results -> List.of(norm(results, GD), norm(results, DECAY))),
        new Order(
            "‖(a, b)‖ after 550 steps: GD > SGD",
            PICTURE,
            "the paper's claim; exact",
            results -> List.of(norm(results, GD), norm(results, SGD))));
  }

  private static Band balanced(String name, PlannedRun run) {
    return new Band(
        "a/b, " + name + ", after 550 steps",
        "near 1 (" + PICTURE + ")",
        "balanced is 0.8 to 1.25; it begins at 2, and gradient descent ends above 10",
        0.8,
        1.25,
        results -> end(results, run, "a") / end(results, run, "b"));
  }

  private static double norm(Results results, PlannedRun run) {
    return end(results, run, "parameter_norm");
  }

  private static double end(Results results, PlannedRun run, String metric) {
    return results.curve(run, metric).at(STEPS);
  }

  @Override
  public List<Sheet> sheets(Extent extent, Results results) {
    Plot plane =
        new Plot.Lines(
            "The weights' way",
            Plot.Axis.linear("a"),
            Plot.Axis.linear("b"),
            List.of(
                WeightPlane.way("GD", results, GD, STEPS),
                WeightPlane.way("SGD", results, SGD, STEPS),
                WeightPlane.way("GD, weight decay", results, DECAY, STEPS),
                WeightPlane.level("minima, ab = 1", 1, 0.4, 4.2),
                Plot.Line.dots("least norm", List.of(1.0), List.of(1.0))));
    Plot losses =
        new Plot.Lines(
            "Full loss",
            Plot.Axis.linear("step"),
            Plot.Axis.log("loss"),
            List.of(
                Plot.Line.of("GD", results.curve(GD, "full_loss")),
                Plot.Line.of("SGD", results.curve(SGD, "full_loss")),
                Plot.Line.of("GD, weight decay", results.curve(DECAY, "full_loss"))));
    return List.of(
        new Sheet(
            "",
            "The network a·b·x from (4, 2) on noisy samples whose minima are the hyperbola ab = 1.",
            2,
            List.of(plane, losses)));
  }
}
