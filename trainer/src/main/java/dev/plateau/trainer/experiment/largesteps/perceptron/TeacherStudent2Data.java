package dev.plateau.trainer.experiment.largesteps.perceptron;

import dev.plateau.trainer.experiment.data.NpyArray;
import dev.plateau.trainer.experiment.random.RandomStream;
import dev.plateau.trainer.probe.DenseLayer;
import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.Mlp;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Data of the two-layer teacher and student: 15 samples x on the unit circle, y from a ReLU teacher
 * 2-3-1 whose neurons are unit vectors with outputs ±1; and the student 2-20-1 as it starts, with
 * weights 0.5 · N(0, 1) in the first layer and 0 in the second. No biases. Source: Andriushchenko
 * et al. (2023), Figs 9 and 13.
 */
final class TeacherStudent2Data {
  private static final String NAME = "teacher-student-2";
  private static final int TRAINING_SAMPLES = 15;
  private static final int INPUTS = 2;
  private static final int TEACHER_UNITS = 3;
  private static final int STUDENT_UNITS = 20;
  private static final double STUDENT_SCALE = 0.5;

  private final Mlp teacher;
  private final PerceptronTask task;

  private TeacherStudent2Data(Mlp teacher, TaughtSamples samples, Mlp student) {
    this.teacher = teacher;
    this.task = samples.taskOf(student);
  }

  /** The paper's own data and student for seed 0, else of the same kind. */
  static TeacherStudent2Data of(long seed) {
    return seed == 0 ? reference() : generated(seed);
  }

  private static TeacherStudent2Data reference() {
    return new TeacherStudent2Data(
        network(resource("teacher_w1"), resource("teacher_w2")),
        TaughtSamples.reference(NAME),
        network(resource("w1"), resource("w2")));
  }

  private static Matrix resource(String name) {
    return NpyArray.resource(NAME + "." + name).matrix();
  }

  private static TeacherStudent2Data generated(long seed) {
    Random random = RandomStream.of(seed, NAME + " data");
    Matrix neurons = UnitSphere.points(random, TEACHER_UNITS, INPUTS);
    double[] signs = RandomStream.gaussians(random, TEACHER_UNITS);
    Arrays.setAll(signs, unit -> Math.signum(signs[unit]));
    Mlp teacher = network(neurons, new Matrix(1, TEACHER_UNITS, signs));
    TaughtSamples samples = TaughtSamples.drawn(random, teacher, TRAINING_SAMPLES);
    return new TeacherStudent2Data(teacher, samples, student(random));
  }

  private static Mlp student(Random random) {
    double[] weights = RandomStream.gaussians(random, STUDENT_UNITS * INPUTS);
    Arrays.setAll(weights, i -> STUDENT_SCALE * weights[i]);
    return network(new Matrix(STUDENT_UNITS, INPUTS, weights), Matrix.zeros(1, STUDENT_UNITS));
  }

  private static Mlp network(Matrix first, Matrix second) {
    return new Mlp(List.of(DenseLayer.withoutBiases(first), DenseLayer.withoutBiases(second)));
  }

  /** 15 samples, 1000 test samples, the student at the start, 60 fresh inputs. */
  PerceptronTask task() {
    return task;
  }

  /**
   * The teacher: a unit vector for each of its 3 neurons, and their outputs' signs. For seed 0 it
   * is not the paper's own file but fitted to what it says of the test samples, to 3e-7.
   */
  Mlp teacher() {
    return teacher;
  }
}
