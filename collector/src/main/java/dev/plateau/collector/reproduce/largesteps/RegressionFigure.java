package dev.plateau.collector.reproduce.largesteps;

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

/**
 * Figs 4 and 11: a ReLU network on 12 points, with its predictor at the end.
 *
 * @param words what is said of it
 * @param task which warm-up
 * @param expected what is expected
 */
record RegressionFigure(FigureWords words, LargeStepTask task, RegressionExpectations expected)
    implements Figure {
  /** Fig. 4. */
  static final RegressionFigure FITS =
      new RegressionFigure(
          new FigureWords(
              Paper.LARGE_STEPS,
              "large-steps-4",
              "Fig. 4",
              "A network on 12 points becomes as simple as they allow",
              text("400", "fits the points with as few straight pieces as they need")),
          LargeStepTask.REGRESSION,
          RegressionExpectations.FITS);

  /** Fig. 11. */
  static final RegressionFigure OVER_REGULARISED =
      new RegressionFigure(
          new FigureWords(
              Paper.LARGE_STEPS,
              "large-steps-11",
              "Fig. 11",
              "Warmed up further, the network no longer fits its 12 points",
              text(
                  "500",
                  "loses so many of its features that the points are out of its reach for good, on"
                      + " the paper's own first weights. On others it need not, so nothing is asked"
                      + " of them")),
          LargeStepTask.OVER_REGULARISED,
          RegressionExpectations.OVER_REGULARISED);

  private static String text(String warmUp, String outcome) {
    return "A ReLU network 1-100-1 on 12 points by SGD, one sample with replacement a step. The"
        + " learning rate begins at 0.0002 and grows linearly to "
        + warmUp
        + "·s times that until a share s of the steps, where it is divided: by 2.5 at 2 %, by 3 at"
        + " 50 %. The network that is warmed up for long "
        + outcome
        + ".\n\nThe pictures, and levels named so, are of the paper's own first weights. There is"
        + " no test loss.";
  }

  @Override
  public List<PlannedRun> runs(Extent extent) {
    return expected.runs(task, extent);
  }

  @Override
  public List<Expectation> expectations(Extent extent) {
    return expected.of(new Observations(task, extent));
  }

  @Override
  public List<Sheet> sheets(Extent extent, Results results) {
    RateCurves curves = new RateCurves(task);
    return List.of(
        new Sheet(
            "",
            "Network on 12 points: train loss, predictor at the end, NTK rank and feature sparsity"
                + " coefficient; dashes where the step size falls.",
            2,
            List.of(
                curves.plot(CurvePanel.TRAIN_LOSS.within(1e-4, 31.6), results),
                predictors(results),
                curves.plot(CurvePanel.RANK, results),
                curves.plot(CurvePanel.SPARSITY, results))));
  }

  private Plot predictors(Results results) {
    return Predictor.plot(
        "predictor at the end",
        task.rates().stream()
            .map(
                rate ->
                    Predictor.at(results, task.reference(rate), Long.MAX_VALUE).line(rate.legend()))
            .toList());
  }

  /** Its id: texts would be long. */
  @Override
  public String toString() {
    return id();
  }
}
