package dev.plateau.collector.reproduce.largesteps;

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

/** Fig. 12: the predictor of the network on 12 points at several steps. */
final class PredictorOverTimeFigure implements Figure {
  private static final LargeStepTask TASK = LargeStepTask.OVER_REGULARISED;

  /** The paper's. */
  private static final List<Long> SHOWN = List.of(99L, 420L, 1_300L, 6_500L, 15_000L, 31_622L);

  private static final long EARLY = 1_300;
  private static final long END = Long.MAX_VALUE;

  @Override
  public FigureWords words() {
    return new FigureWords(
        Paper.LARGE_STEPS,
        "large-steps-12",
        "Fig. 12",
        "The predictor becomes simpler while its loss is stable",
        "The network of large-steps-11, warmed up to 500·s times its first learning rate until 2"
            + " or 50 % of the steps: what it says between its 12 points, from early on to the"
            + " end. With the early decay it keeps its bends, with the late one it straightens"
            + " until too few pieces are left.\n\n"
            + "Shown is the last measurement at or before the paper's steps, at 60 inputs. The"
            + " authors have no numbers to it; how much a predictor bends, the sum of the sizes"
            + " of all changes of its slope, is our measure.");
  }

  @Override
  public List<PlannedRun> runs(Extent extent) {
    return TASK.references();
  }

  @Override
  public List<Expectation> expectations(Extent extent) {
    Rate shortest = TASK.rate("decay-2");
    Rate longest = TASK.rate("decay-50");
    return List.of(
        new Order(
            "bending at the end: decay at 2 % > decay at 50 %",
            "falls (authors' picture)",
            "fewer features have fewer bends",
            results -> List.of(bending(results, shortest, END), bending(results, longest, END))),
        new Order(
            "bending, decay at 50 %: step 1300 > the end",
            "falls (authors' picture)",
            "features go until the decay, and hardly come back after it",
            results -> List.of(bending(results, longest, EARLY), bending(results, longest, END))));
  }

  private static double bending(Results results, Rate rate, long step) {
    return Predictor.at(results, TASK.reference(rate), step).bending();
  }

  @Override
  public List<Sheet> sheets(Extent extent, Results results) {
    return List.of(
        new Sheet(
            "",
            "Predictor of the network on 12 points at several steps, by when the step size falls.",
            3,
            SHOWN.stream().map(step -> plot(results, step)).toList()));
  }

  private static Plot plot(Results results, long step) {
    long measured = Predictor.at(results, TASK.references().get(0), step).step();
    return Predictor.plot(
        "step " + measured,
        TASK.rates().stream()
            .map(rate -> Predictor.at(results, TASK.reference(rate), step).line(rate.legend()))
            .toList());
  }
}
