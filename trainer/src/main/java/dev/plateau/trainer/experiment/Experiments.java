package dev.plateau.trainer.experiment;

import dev.plateau.protocol.NearestName;
import dev.plateau.trainer.experiment.largesteps.diagonal.DiagonalExperiment;
import dev.plateau.trainer.experiment.largesteps.diagonal.DiagonalGdExperiment;
import dev.plateau.trainer.experiment.largesteps.diagonal.DiagonalSde;
import dev.plateau.trainer.experiment.largesteps.diagonal.LabelNoiseExperiment;
import dev.plateau.trainer.experiment.largesteps.diagonal.TrajectoriesExperiment;
import dev.plateau.trainer.experiment.largesteps.perceptron.PerceptronSdes;
import dev.plateau.trainer.experiment.largesteps.perceptron.Regression1dExperiment;
import dev.plateau.trainer.experiment.largesteps.perceptron.TeacherStudent2Experiment;
import dev.plateau.trainer.experiment.largesteps.perceptron.TeacherStudentExperiment;
import dev.plateau.trainer.experiment.largesteps.quadratic.QuadraticExperiment;
import dev.plateau.trainer.experiment.largesteps.resnet.ResNetCifarExperiment;
import dev.plateau.trainer.experiment.largesteps.sde.SdeExperiment;
import dev.plateau.trainer.experiment.support.classification.FeaturesHeadExperiment;
import dev.plateau.trainer.experiment.support.classification.MnistFeaturesExperiment;
import dev.plateau.trainer.experiment.support.classification.MnistSupportExperiment;
import dev.plateau.trainer.experiment.support.diagonal.BalancingExperiment;
import dev.plateau.trainer.experiment.support.diagonal.DiagonalDepthExperiment;
import dev.plateau.trainer.experiment.support.regression.SupportLinearExperiment;
import dev.plateau.trainer.experiment.support.regression.SupportSineExperiment;
import dev.plateau.trainer.experiment.support.regression.SupportStaircaseExperiment;
import dev.plateau.trainer.experiment.support.toy.ToyExperiment;
import dev.plateau.trainer.experiment.training.Experiment;
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
