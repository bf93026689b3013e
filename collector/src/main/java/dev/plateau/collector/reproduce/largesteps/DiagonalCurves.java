package dev.plateau.collector.reproduce.largesteps;

import dev.plateau.collector.reproduce.Expectation;
import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.FigureWords;
import dev.plateau.collector.reproduce.Order;
import dev.plateau.collector.reproduce.Paper;
import java.util.ArrayList;
import java.util.List;

/** Fig. 2: diagonal linear network, SGD. */
final class DiagonalCurves {
  private static final LargeStepTask TASK = LargeStepTask.DIAGONAL;
  private static final Rate CONSTANT = TASK.rate("constant");
  private static final Rate LONGEST = TASK.rate("decay-50");
  private static final double INPUTS = 200;

  private static final FigureWords WORDS =
      new FigureWords(
          Paper.LARGE_STEPS,
          "large-steps-2",
          "Fig. 2",
          "Large step sizes hold the loss up and make a diagonal network sparse",
          "A diagonal linear network u∘v on 80 samples of 200 inputs, 20 of them relevant, trained"
              + " by SGD, one sample with replacement a step. At η = 0.282 the train loss"
              + " stabilises between 0.01 and 0.1 until η is divided by 4.8, 3.4 or 1.5 at 10, 30"
              + " or 50 % of the steps. Meanwhile the rank of the tangent features φ and the number"
              + " of nonzero coordinates of the predictor fall, and the longer it lasts, the lower"
              + " the test loss comes to be. At η = 0.25 nothing of it happens.\n\n"
              + "The pictures, and levels named so, are of the paper's own data in the paper's"
              + " order of samples; observations are medians over other data of the same kind,"
              + " whose learning rates are multiplied where theirs diverge. Losses are (1/2n)Σ(h −"
              + " y)². The second picture is not in the paper: the predictor off the support of the"
              + " ground truth, and ‖φ‖, which its authors suppose that noise shrinks.");

  private DiagonalCurves() {}

  /** The figure. */
  static Figure figure() {
    return new CurvesFigure(
        WORDS,
        TASK,
        List.of(
            new CurvesFigure.Panels(
                "",
                "Diagonal linear network on the paper's data: losses, NTK rank and nonzero"
                    + " coordinates of the predictor over steps; dashes where the step size falls.",
                List.of(
                    CurvePanel.TRAIN_LOSS.within(1e-5, 1),
                    CurvePanel.TEST_LOSS,
                    CurvePanel.RANK,
                    CurvePanel.NONZEROS)),
            new CurvesFigure.Panels(
                "norms",
                "The same runs: norm of the predictor off the support of the ground truth, the"
                    + " median size of its coordinates there, and the norm of the tangent"
                    + " features.",
                List.of(
                    CurvePanel.OFF_SUPPORT,
                    CurvePanel.OFF_SUPPORT_MEDIAN,
                    CurvePanel.TANGENT_NORM))),
        DiagonalCurves::expected);
  }

  private static List<Expectation> expected(Observations observed) {
    List<Expectation> all = new ArrayList<>();
    all.add(observed.staysLevel(LONGEST, 3, "in the authors' code 0.5 to 1.3 by data"));
    all.add(observed.staysNearby(LONGEST));
    all.add(observed.staysAbove(LONGEST, CONSTANT));
    TASK.decayed().forEach(rate -> all.add(observed.fallsAfter(rate, 10)));
    all.add(observed.longerIsBetter());
    all.add(observed.shrinks(CurvePanel.RANK, LONGEST, INPUTS, 56));
    all.add(observed.shrinksFrom(CurvePanel.NONZEROS, LONGEST, INPUTS, 68));
    all.add(observed.longerIsSparser(CurvePanel.RANK, TASK.rates()));
    all.add(observed.longerIsSparser(CurvePanel.NONZEROS, TASK.rates()));
    all.add(offSupport(observed));
    double[] test = {3.5e-3, 6.6e-4, 2.8e-4, 1.5e-4};
    double[] ranks = {200, 109, 68, 58};
    double[] nonzeros = {200, 156, 89, 71};
    for (int i = 0; i < test.length; i++) {
      Rate rate = TASK.rates().get(i);
      all.add(observed.lossOnReference(CurvePanel.TEST_LOSS, rate, test[i]));
      all.add(observed.lossOnSeeds(CurvePanel.TEST_LOSS, rate, test[i]));
      all.add(observed.countOnReference(CurvePanel.RANK, rate, ranks[i], Observations.PICTURE));
      all.add(observed.countOnReference(CurvePanel.NONZEROS, rate, nonzeros[i], Observations.CODE));
    }
    double[] train = {6.3e-5, 6.0e-5, 6.7e-5};
    for (int i = 0; i < train.length; i++) {
      all.add(observed.lossOnReference(CurvePanel.TRAIN_LOSS, TASK.decayed().get(i), train[i]));
    }
    return all;
  }

  /** While the loss is stable, what is off the support goes. */
  private static Expectation offSupport(Observations observed) {
    return new Order(
        "median |u_j v_j| off the support, %s, %s: after 10 %% of the steps > 30 %% > 50 %%"
            .formatted(LONGEST.label(), observed.seeds()),
        "decays exponentially (the paper's analysis)",
        "a multiplicative noise of mean 0 sends all coordinates to 0 that the labels do not hold",
        results ->
            TASK.decayed().stream()
                .map(
                    rate ->
                        observed
                            .median(
                                CurvePanel.OFF_SUPPORT_MEDIAN,
                                LONGEST,
                                curve -> curve.at(TASK.decayStep(rate)))
                            .applyAsDouble(results))
                .toList());
  }
}
