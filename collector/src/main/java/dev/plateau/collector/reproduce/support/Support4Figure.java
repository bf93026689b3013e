package dev.plateau.collector.reproduce.support;

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
import java.util.List;

/** Fig. 4: f(x) = a·b·x on data whose labels, or whose inputs, oscillate. */
public final class Support4Figure implements Figure {
  /** Loss of a residual of 2⁻⁵². */
  private static final double ROUNDING = 1e-32;

  private static final long SHOWN = 500;
  private static final long LONG = 10_000;
  private static final String DIGITS = "no chance is in it, so to the digits given: ";

  private static final PlannedRun GD = run("d1-gd", SHOWN);
  private static final PlannedRun SGD = run("d1-sgd", LONG);
  private static final PlannedRun INPUTS = run("d2-sgd", SHOWN);

  /** The row of step n tells where n steps lead. */
  private static PlannedRun run(String variant, long steps) {
    return PlannedRun.of("toy-abx", 0, steps + 1, "variant", variant);
  }

  @Override
  public FigureWords words() {
    return new FigureWords(
        Paper.SUPPORT,
        "support-4",
        "Fig. 4",
        "Batches that disagree on labels drive SGD along the minima",
        "The network a·b·x from a = 4, b = 1 with step size 0.008. On D1 = {(1, −1), (1, 1)} the"
            + " two samples disagree for ever: gradient descent stops at the first minimum (ab ="
            + " 0), SGD drifts along the minima to the origin, the one of least norm. On D2 ="
            + " {(1/3, 0), (3, 0)} the samples differ in size but agree at ab = 0: SGD converges"
            + " there and stays.\n\n"
            + "Samples are taken one by one in their order, as in the authors' code. The paper"
            + " prints D2 as {(1, 0), (3, 0)}; their code has 1/3.");
  }

  @Override
  public List<PlannedRun> runs(Extent extent) {
    return List.of(GD, SGD, INPUTS);
  }

  @Override
  public List<Expectation> expectations(Extent extent) {
    return List.of(
        new Band(
            "a, GD on D1, after 500 steps",
            "3.86 (authors' code)",
            DIGITS + "3.855 to 3.865",
            3.855,
            3.865,
            results -> results.curve(GD, "a").at(SHOWN)),
        new Band(
            "change of a, GD on D1, from 250 to 500 steps",
            "it stops",
            "gradient descent has converged by then: below 1e-6",
            -1e-6,
            1e-6,
            results -> change(results.curve(GD, "a"))),
        new Band(
            "a, SGD on D1, after 500 steps",
            "3.56 (authors' code)",
            DIGITS + "3.555 to 3.565",
            3.555,
            3.565,
            results -> results.curve(SGD, "a").at(SHOWN)),
        new Band(
            "first step with ‖(a, b)‖ < 1, SGD on D1",
            "about 9,700 (authors' code)",
            "half of the last digit given: 9,650 to 9,750",
            9_650,
            9_750,
            results -> firstBelow(results.curve(SGD, "parameter_norm"), 1)),
        new Band(
            "full loss, SGD on D2, after 500 steps",
            "converges to 0",
            "the samples agree at ab = 0, so that it falls geometrically: below 1e-12",
            0,
            1e-12,
            results -> results.curve(INPUTS, "full_loss").at(SHOWN)),
        new Band(
            "change of ‖(a, b)‖, SGD on D2, from 250 to 500 steps",
            "only converges",
            "nothing drives it along the minima once the loss is 0: below 1e-6, where SGD on D1"
                + " loses 0.1",
            -1e-6,
            1e-6,
            results -> change(results.curve(INPUTS, "parameter_norm"))));
  }

  private static double change(Curve curve) {
    return curve.at(SHOWN) - curve.at(SHOWN / 2);
  }

  private static double firstBelow(Curve curve, double level) {
    for (int i = 0; i < curve.size(); i++) {
      if (curve.value(i) < level) {
        return curve.step(i);
      }
    }
    return Double.NaN;
  }

  @Override
  public List<Sheet> sheets(Extent extent, Results results) {
    Plot plane =
        new Plot.Lines(
            "The weights' way",
            Plot.Axis.linear("a"),
            Plot.Axis.linear("b"),
            List.of(
                WeightPlane.way("GD on D1", results, GD, SHOWN),
                WeightPlane.way("SGD on D1", results, SGD, LONG),
                WeightPlane.way("SGD on D2", results, INPUTS, SHOWN),
                Plot.Line.of("minima, ab = 0", List.of(0.0, 4.2), List.of(0.0, 0.0)),
                WeightPlane.level("level ab = 0.2", 0.2, 0.2, 4.2)));
    Plot losses =
        new Plot.Lines(
            "Loss of the step's samples",
            Plot.Axis.linear("step"),
            Plot.Axis.log("loss"),
            List.of(
                loss("GD on D1", results, GD),
                loss("SGD on D1", results, SGD),
                loss("SGD on D2", results, INPUTS)));
    Plot norms =
        new Plot.Lines(
            "‖(a, b)‖",
            Plot.Axis.log("step"),
            Plot.Axis.linear("norm"),
            List.of(
                Plot.Line.of("GD on D1", results.curve(GD, "parameter_norm")),
                Plot.Line.of("SGD on D1", results.curve(SGD, "parameter_norm")),
                Plot.Line.of("SGD on D2", results.curve(INPUTS, "parameter_norm"))));
    return List.of(
        new Sheet(
            "",
            "The network a·b·x from (4, 1): SGD on D1 goes on along the minima for 10,000 steps;"
                + " losses of the first 500.",
            3,
            List.of(plane, losses, norms)));
  }

  /** Squares of residuals below rounding are drawn at it. */
  private static Plot.Line loss(String name, Results results, PlannedRun run) {
    return Plot.Line.of(
        name, WeightPlane.notBelow(ROUNDING, WeightPlane.until(results.curve(run, "loss"), SHOWN)));
  }
}
