package dev.plateau.collector.reproduce.largesteps;

import dev.plateau.collector.reproduce.Expectation;
import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.FigureWords;
import dev.plateau.collector.reproduce.Paper;
import java.util.ArrayList;
import java.util.List;

/**
 * Figs 5 and 13: ReLU networks that learn from a teacher.
 *
 * @param words what is said of it
 * @param task what is trained
 * @param testLosses the authors', at the end, in the order of the rates
 * @param trainLosses the same
 * @param features rank and sparsities, as the authors' picture has them
 */
record TeacherStudentCurves(
    FigureWords words,
    LargeStepTask task,
    List<Double> testLosses,
    List<Double> trainLosses,
    List<Shrinking> features) {
  private static final double LEAST_FALL = 3;

  /** Fig. 5. */
  static final TeacherStudentCurves THREE_LAYERS =
      new TeacherStudentCurves(
          new FigureWords(
              Paper.LARGE_STEPS,
              "large-steps-5",
              "Fig. 5",
              "A three-layer student loses features while its loss is stable",
              "A ReLU network 5-10-10-1 learns from one of 5-2-2-1 on 50 samples of unit norm, by"
                  + " SGD with one sample a step. The learning rate begins at 0.04, grows with the"
                  + " root of the steps towards six times that, and is divided by 3.5, 2.5 or 5 at"
                  + " 10, 30 or 50 % of the steps; beside it 0.011 all the way. All of them come to"
                  + " a train loss near 10⁻³; rank, sparsity of both hidden layers and test loss"
                  + " are the lower the later the decay.\n\n"
                  + "The pictures, and levels named so, are of the paper's own data and first"
                  + " weights; observations are medians over others of the same kind."),
          LargeStepTask.TEACHER_STUDENT_3,
          List.of(0.061, 0.032, 0.025, 0.021),
          List.of(1.4e-3, 1.1e-3, 1.0e-3, 1.1e-3),
          List.of(
              new Shrinking(CurvePanel.RANK, 151, 97, List.of(151.0, 150.0, 125.0, 102.0)),
              new Shrinking(CurvePanel.SPARSITY_1, 0.57, 0.36, List.of(0.57, 0.475, 0.377, 0.34)),
              new Shrinking(CurvePanel.SPARSITY_2, 0.52, 0.18, List.of(0.465, 0.31, 0.25, 0.182))));

  /** Fig. 13. */
  static final TeacherStudentCurves TWO_LAYERS =
      new TeacherStudentCurves(
          new FigureWords(
              Paper.LARGE_STEPS,
              "large-steps-13",
              "Fig. 13",
              "A two-layer student loses features while its loss is stable",
              "A ReLU network 2-20-1 without biases learns from one of three neurons on 15 samples"
                  + " of unit norm, by SGD with one sample a step: at η = 0.455, divided by 2, 4 or"
                  + " 5 at 10, 30 or 50 % of the steps, and at 0.13 all the way. All fit; rank,"
                  + " sparsity and test loss are the lower the later the decay. Where its neurons"
                  + " go is in large-steps-9.\n\n"
                  + "The pictures, and levels named so, are of the paper's own data and first"
                  + " weights; observations are medians over others of the same kind."),
          LargeStepTask.TEACHER_STUDENT_2,
          List.of(6.1e-4, 1.6e-4, 1.4e-4, 5.4e-5),
          List.of(1.35e-5, 1.0e-5, 1.1e-5, 1.1e-5),
          List.of(
              new Shrinking(CurvePanel.RANK, 30, 7, List.of(26.0, 16.0, 12.0, 7.0)),
              new Shrinking(CurvePanel.SPARSITY, 0.39, 0.065, List.of(0.264, 0.11, 0.087, 0.063))));

  /**
   * A measure of the features in the authors' picture, by eye.
   *
   * @param panel of which metric
   * @param first at the first step
   * @param atDecay at the latest decay
   * @param last at the end, in the order of the rates
   */
  record Shrinking(CurvePanel panel, double first, double atDecay, List<Double> last) {}

  /** The figure. */
  Figure figure() {
    List<CurvePanel> panels = new ArrayList<>(List.of(CurvePanel.TRAIN_LOSS, CurvePanel.TEST_LOSS));
    features.forEach(feature -> panels.add(feature.panel()));
    return new CurvesFigure(
        words,
        task,
        List.of(
            new CurvesFigure.Panels(
                "",
                "ReLU student on the paper's data: losses, NTK rank and feature sparsity"
                    + " coefficient over steps; dashes where the step size falls.",
                panels)),
        this::expected);
  }

  private List<Expectation> expected(Observations observed) {
    Rate longest = task.rate("decay-50");
    List<Expectation> all = new ArrayList<>();
    all.add(observed.staysLevel(longest, 3, "in the authors' code 0.46 to 1.1 by data"));
    all.add(observed.staysNearby(longest));
    all.add(observed.staysAbove(longest, task.rate("constant")));
    task.decayed().forEach(rate -> all.add(observed.fallsAfter(rate, LEAST_FALL)));
    all.add(observed.longerIsBetter());
    for (Shrinking feature : features) {
      all.add(observed.shrinks(feature.panel(), longest, feature.first(), feature.atDecay()));
      all.add(observed.longerIsSparser(feature.panel(), task.decayed()));
    }
    for (int i = 0; i < task.rates().size(); i++) {
      Rate rate = task.rates().get(i);
      all.add(observed.lossOnReference(CurvePanel.TEST_LOSS, rate, testLosses.get(i)));
      all.add(observed.lossOnSeeds(CurvePanel.TEST_LOSS, rate, testLosses.get(i)));
      all.add(observed.lossOnReference(CurvePanel.TRAIN_LOSS, rate, trainLosses.get(i)));
      for (Shrinking feature : features) {
        all.add(
            observed.countOnReference(
                feature.panel(), rate, feature.last().get(i), Observations.PICTURE));
      }
    }
    return all;
  }
}
