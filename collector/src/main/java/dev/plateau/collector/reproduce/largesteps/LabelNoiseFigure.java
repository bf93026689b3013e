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
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Prop. 1: a step of SGD is one of gradient descent on labels with noise. */
final class LabelNoiseFigure implements Figure {
  private static final PlannedRun RUN =
      PlannedRun.of("label-noise", 0, 100_001, "rate", "decay-50");
  private static final String SCALE = "label_noise";
  private static final String RATIO = "label_noise_ratio";
  private static final String DIFFERENCE = "step_difference";

  @Override
  public FigureWords words() {
    return new FigureWords(
        Paper.LARGE_STEPS,
        "large-steps-label-noise",
        "Prop. 1",
        "A step of SGD is one of gradient descent on noisy labels",
        "The training of large-steps-2 with the latest decay. Every 1,000 steps the step that it"
            + " takes on one sample is held against one of all samples on labels y + ξ, from the"
            + " same weights, and the noise's variance E‖ξ‖²/(n(n − 1)), by enumerating all samples"
            + " that may be drawn, against 2L, twice the train loss: as long as the loss is held"
            + " up, so is the noise.");
  }

  @Override
  public List<PlannedRun> runs(Extent extent) {
    return List.of(RUN);
  }

  @Override
  public List<Expectation> expectations(Extent extent) {
    String identity = "an identity, up to rounding";
    return List.of(
        new Band(
            "largest relative difference between the two steps",
            "0 (Prop. 1)",
            identity,
            0,
            1e-12,
            results -> largest(results.curve(RUN, DIFFERENCE))),
        new Band(
            "largest distance of the noise's variance over 2L from 1",
            "0 (Prop. 1)",
            identity,
            0,
            1e-12,
            results -> largestDistanceFromOne(results.curve(RUN, RATIO))),
        new Band(
            "points at which they were compared",
            "all of them (Prop. 1)",
            "there are 101 at every 1,000 of 100,001 steps",
            100,
            Double.POSITIVE_INFINITY,
            results -> results.curve(RUN, DIFFERENCE).size()));
  }

  /** NaN if one is. */
  private static double largest(Curve curve) {
    return values(curve).reduce(0, Math::max);
  }

  private static double largestDistanceFromOne(Curve curve) {
    return values(curve).map(value -> Math.abs(value - 1)).reduce(0, Math::max);
  }

  private static DoubleStream values(Curve curve) {
    return IntStream.range(0, curve.size()).mapToDouble(curve::value);
  }

  @Override
  public List<Sheet> sheets(Extent extent, Results results) {
    Plot noise =
        new Plot.Lines(
            "scale of the labels' noise",
            Plot.Axis.linear("step"),
            Plot.Axis.log("E‖ξ‖²/(n(n − 1)), L"),
            List.of(
                Plot.Line.of("noise", results.curve(RUN, SCALE)),
                Plot.Line.of("train loss", results.curve(RUN, "full_loss"))),
            List.of(new Plot.Mark(50_000, 0)));
    Plot difference =
        new Plot.Lines(
            "relative difference between the steps",
            Plot.Axis.linear("step"),
            Plot.Axis.linear("difference"),
            List.of(Plot.Line.of("", results.curve(RUN, DIFFERENCE))));
    return List.of(
        new Sheet(
            "",
            "The label noise that SGD amounts to beside its train loss, and how far the two steps"
                + " are apart.",
            2,
            List.of(noise, difference)));
  }
}
