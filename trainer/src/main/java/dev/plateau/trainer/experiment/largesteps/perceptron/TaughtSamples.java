package dev.plateau.trainer.experiment.largesteps.perceptron;

import dev.plateau.trainer.experiment.data.NpyArray;
import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.Mlp;
import java.util.Random;

/**
 * Samples on the unit sphere whose targets a teacher network gives, without noise. Source:
 * Andriushchenko et al. (2023), Figs 5 and 9.
 *
 * @param training those that a student learns from
 * @param test 1000 others
 */
record TaughtSamples(Samples training, Samples test) {
  private static final int TEST_SAMPLES = 1000;

  /** The paper's own samples, those of an experiment's resources. */
  static TaughtSamples reference(String experiment) {
    return new TaughtSamples(
        new Samples(
            NpyArray.resource(experiment + ".x").matrix(),
            NpyArray.resource(experiment + ".y").vector()),
        new Samples(
            NpyArray.resource(experiment + ".x_test").matrix(),
            NpyArray.resource(experiment + ".y_test").vector()));
  }

  /** Samples of a teacher, uniform on the unit sphere of its inputs. */
  static TaughtSamples drawn(Random random, Mlp teacher, int trainingSamples) {
    return new TaughtSamples(
        drawnSamples(random, teacher, trainingSamples),
        drawnSamples(random, teacher, TEST_SAMPLES));
  }

  private static Samples drawnSamples(Random random, Mlp teacher, int samples) {
    Matrix x = UnitSphere.points(random, samples, teacher.inputCount());
    return new Samples(x, teacher.outputs(x));
  }

  /**
   * The task of a student. For the tangent features the paper takes the first test samples, as many
   * as the student has parameters.
   */
  PerceptronTask taskOf(Mlp student) {
    return new PerceptronTask(training, test, student, test.x().firstRows(student.parameters()));
  }
}
