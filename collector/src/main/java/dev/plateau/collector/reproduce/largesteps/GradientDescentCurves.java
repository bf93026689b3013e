package dev.plateau.collector.reproduce.largesteps;

import dev.plateau.collector.reproduce.Expectation;
import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.FigureWords;
import dev.plateau.collector.reproduce.Order;
import dev.plateau.collector.reproduce.Paper;
import java.util.ArrayList;
import java.util.List;

/** Fig. 10: diagonal linear network, gradient descent at a large step size. */
final class GradientDescentCurves {
  private static final LargeStepTask TASK = LargeStepTask.GRADIENT_DESCENT;
  private static final Rate CONSTANT = TASK.rate("gd-constant");
  private static final Rate SHORTEST = TASK.rate("gd-decay-10");
  private static final Rate LONGEST = TASK.rate("gd-decay-50");
  private static final Rate SGD = TASK.rate("sgd-decay-50");
  private static final List<Rate> LARGE = List.of(SHORTEST, TASK.rate("gd-decay-30"), LONGEST);

  private static final FigureWords WORDS =
      new FigureWords(
          Paper.LARGE_STEPS,
          "large-steps-10",
          "Fig. 10",
          "Gradient descent's loss stabilises too, and it does not help",
          "A diagonal linear network on 40 samples of 100 inputs, 20 of them relevant. Gradient"
              + " descent at η = 3.53 stabilises its train loss as SGD does, until η is divided by"
              + " 4.8, 3.4 or 1.5 at 10, 30 or 50 % of the steps. But the predictor hardly becomes"
              + " sparse, and the test loss is worse than gradient descent's at η = 2, which never"
              + " stabilises: it is SGD's noise that helps, not the large step by itself.\n\n"
              + "Shown are the paper's own data, the train loss down to 10⁻⁵; gradient descent's"
              + " goes on falling to 10⁻³⁰.");

  private GradientDescentCurves() {}

  /** The figure. */
  static Figure figure() {
    return new CurvesFigure(
        WORDS,
        TASK,
        List.of(
            new CurvesFigure.Panels(
                "",
                "Gradient descent and SGD on the paper's data: losses and nonzero coordinates of"
                    + " the predictor over steps; dashes where the step size falls.",
                List.of(
                    CurvePanel.TRAIN_LOSS.within(1e-5, 1),
                    CurvePanel.TEST_LOSS,
                    CurvePanel.NONZEROS))),
        GradientDescentCurves::expected);
  }

  private static List<Expectation> expected(Observations observed) {
    List<Expectation> all = new ArrayList<>();
    for (Rate rate : List.of(LONGEST, SGD)) {
      all.add(observed.staysLevel(rate, 3, "in the authors' code 0.7 to 1.5 by data"));
      all.add(observed.staysNearby(rate));
      all.add(observed.staysAbove(rate, CONSTANT));
      all.add(observed.fallsAfter(rate, 10));
    }
    LARGE.forEach(rate -> all.add(worse(observed, rate, CONSTANT)));
    all.add(worse(observed, LONGEST, SHORTEST));
    all.add(worse(observed, CONSTANT, SGD));
    all.add(observed.longerIsSparser(CurvePanel.NONZEROS, List.of(LONGEST, SGD)));
    all.add(
        observed
            .onReference(CurvePanel.TEST_LOSS, CONSTANT, 0.168, Observations.CODE)
            .times(1.02, "it converges, and no chance is in it"));
    double[] test = {0.449, 0.438, 0.497, 0.0385};
    double[] nonzeros = {86, 80, 78, 33};
    for (int i = 0; i < test.length; i++) {
      Rate rate = TASK.decayed().get(i);
      all.add(observed.lossOnReference(CurvePanel.TEST_LOSS, rate, test[i]));
      all.add(observed.lossOnSeeds(CurvePanel.TEST_LOSS, rate, test[i]));
      all.add(observed.countOnReference(CurvePanel.NONZEROS, rate, nonzeros[i], Observations.CODE));
    }
    return all;
  }

  private static Expectation worse(Observations observed, Rate worse, Rate better) {
    return new Order(
        "test loss at the end, %s: %s > %s"
            .formatted(observed.seeds(), worse.label(), better.label()),
        "the opposite of O2",
        "the paper's claim: without SGD's noise the large step only oscillates",
        results ->
            List.of(
                observed.last(CurvePanel.TEST_LOSS, worse).applyAsDouble(results),
                observed.last(CurvePanel.TEST_LOSS, better).applyAsDouble(results)));
  }
}
