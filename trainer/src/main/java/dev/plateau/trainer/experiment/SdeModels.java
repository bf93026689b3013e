package dev.plateau.trainer.experiment;

import dev.plateau.trainer.probe.SparsityCoefficient;
import java.util.List;
import java.util.stream.Collectors;

/** All that an SDE can be run on. */
final class SdeModels {
  private static final List<SdeModel> ALL =
      List.of(
          new DiagonalSde(),
          new PerceptronSde(
              "regression-1d",
              31_623,
              3.0 / 12,
              40,
              Regression1dData::of,
              Regression1dExperiment::rate,
              Regression1dExperiment.ORDER_SEED,
              SparsityCoefficient.ONE_INPUT_THRESHOLD),
          new PerceptronSde(
              "teacher-student-2",
              14_126,
              3.0 / 15,
              10,
              seed -> TeacherStudent2Data.of(seed).task(),
              (settings, steps) -> TeacherStudent2Experiment.RATES.of(settings).over(steps),
              TeacherStudent2Experiment.ORDER_SEED,
              SparsityCoefficient.FULLY_CONNECTED_THRESHOLD),
          new PerceptronSde(
              "teacher-student-3",
              10_001,
              3.0 / 50,
              10,
              seed -> TeacherStudentData.of(seed).task(),
              (settings, steps) -> TeacherStudentExperiment.RATES.of(settings).over(steps),
              TeacherStudentExperiment.ORDER_SEED,
              SparsityCoefficient.FULLY_CONNECTED_THRESHOLD));

  private SdeModels() {}

  /**
   * The one that the setting {@code model} names.
   *
   * @throws IllegalArgumentException quoting it, if there is none
   */
  static SdeModel of(Settings settings) {
    String name = settings.text("model");
    return ALL.stream()
        .filter(model -> model.key().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "setting model must be one of %s, got '%s'".formatted(keys(), name)));
  }

  /** The chosen c of each, for people: {@code diagonal 0.025, …}. */
  static String noises() {
    return ALL.stream()
        .map(model -> model.key() + " " + model.noise())
        .collect(Collectors.joining(", "));
  }

  /** All names. */
  static String keys() {
    return ALL.stream().map(SdeModel::key).collect(Collectors.joining(", "));
  }
}
