package dev.plateau.trainer.experiment.largesteps.perceptron;

import dev.plateau.trainer.experiment.largesteps.sde.SdeModel;
import dev.plateau.trainer.probe.SparsityCoefficient;

/** What of the perceptrons an SDE can be run on: data and steps of each of their experiments. */
public final class PerceptronSdes {
  private PerceptronSdes() {}

  /** The SDE of {@link Regression1dExperiment}. */
  public static SdeModel regression1d() {
    return new PerceptronSde(
        "regression-1d",
        31_623,
        3.0 / 12,
        40,
        Regression1dData::of,
        Regression1dExperiment::rate,
        Regression1dExperiment.ORDER_SEED,
        SparsityCoefficient.ONE_INPUT_THRESHOLD);
  }

  /** The SDE of {@link TeacherStudent2Experiment}. */
  public static SdeModel teacherStudent2() {
    return new PerceptronSde(
        "teacher-student-2",
        14_126,
        3.0 / 15,
        10,
        seed -> TeacherStudent2Data.of(seed).task(),
        (settings, steps) -> TeacherStudent2Experiment.RATES.of(settings).over(steps),
        TeacherStudent2Experiment.ORDER_SEED,
        SparsityCoefficient.FULLY_CONNECTED_THRESHOLD);
  }

  /** The SDE of {@link TeacherStudentExperiment}. */
  public static SdeModel teacherStudent3() {
    return new PerceptronSde(
        "teacher-student-3",
        10_001,
        3.0 / 50,
        10,
        seed -> TeacherStudentData.of(seed).task(),
        (settings, steps) -> TeacherStudentExperiment.RATES.of(settings).over(steps),
        TeacherStudentExperiment.ORDER_SEED,
        SparsityCoefficient.FULLY_CONNECTED_THRESHOLD);
  }
}
