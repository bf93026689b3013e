package dev.plateau.trainer.experiment;

import dev.plateau.protocol.NearestName;
import java.util.List;

/** All experiments there are. */
public final class Experiments {
  private static final List<Experiment> ALL =
      List.of(
          new SupportLinearExperiment(),
          new SupportSineExperiment(),
          new SupportStaircaseExperiment(),
          new ToyExperiment(),
          new DiagonalDepthExperiment(),
          new BalancingExperiment(),
          new MnistSupportExperiment(),
          new MnistFeaturesExperiment(),
          new FeaturesHeadExperiment(),
          new DiagonalExperiment(),
          new DiagonalGdExperiment(),
          new TrajectoriesExperiment(),
          new QuadraticExperiment(),
          new LabelNoiseExperiment(),
          new Regression1dExperiment(),
          new TeacherStudent2Experiment(),
          new TeacherStudentExperiment(),
          new SdeExperiment(
              List.of(
                  new DiagonalSde(),
                  PerceptronSdes.regression1d(),
                  PerceptronSdes.teacherStudent2(),
                  PerceptronSdes.teacherStudent3())),
          new ResNetCifarExperiment());

  private Experiments() {}

  /** All of them, by paper. */
  public static List<Experiment> all() {
    return ALL;
  }

  /**
   * The experiment of that name.
   *
   * @throws IllegalArgumentException quoting the name and the nearest known one, if there is none
   */
  public static Experiment named(String name) {
    return ALL.stream()
        .filter(experiment -> experiment.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown experiment '"
                        + name
                        + "'"
                        + NearestName.hint(name, ALL.stream().map(Experiment::name).toList())));
  }
}
