package dev.plateau.collector.reproduce.largesteps;

import dev.plateau.collector.reproduce.Figure;
import java.util.List;

/** The figures on large step sizes. */
public final class LargeStepsFigures {
  private LargeStepsFigures() {}

  /** All of them, by number, then by name. */
  public static List<Figure> all() {
    return List.of(
        DiagonalCurves.figure(),
        new TrajectoriesFigure(),
        RegressionFigure.FITS,
        TeacherStudentCurves.THREE_LAYERS.figure(),
        ResNetCurves.figure(),
        new SdeFigure(),
        new NeuronsFigure(),
        GradientDescentCurves.figure(),
        RegressionFigure.OVER_REGULARISED,
        new PredictorOverTimeFigure(),
        TeacherStudentCurves.TWO_LAYERS.figure(),
        new QuadraticFigure(),
        new LabelNoiseFigure(),
        new BatchesFigure(),
        new LargeStepsPhasesFigure());
  }
}
