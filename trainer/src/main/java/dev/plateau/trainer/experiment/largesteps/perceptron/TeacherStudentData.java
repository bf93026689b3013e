package dev.plateau.trainer.experiment.largesteps.perceptron;

import dev.plateau.trainer.experiment.data.NpyArray;
import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.random.RandomStream;
import dev.plateau.trainer.probe.DenseLayer;
import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.Mlp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Data of the three-layer teacher and student: x on the unit sphere of 5 dimensions, y from a ReLU
 * teacher 5-2-2-1 with standard normal weights; and the student 5-10-10-1 as it starts, with
 * weights 0.8 · N(0, 1). Biases of both are uniform in ±1/√inputs. Source: Andriushchenko et al.
 * (2023), Fig. 5.
 */
final class TeacherStudentData {
  private static final String NAME = "teacher-student-3";
  private static final int TRAINING_SAMPLES = 50;
  private static final int[] TEACHER = {5, 2, 2, 1};
  private static final int[] STUDENT = {5, 10, 10, 1};
  private static final double TEACHER_SCALE = 1.0;
  private static final double STUDENT_SCALE = 0.8;

  private final TaughtSamples samples;
  private final Mlp student;

  private TeacherStudentData(TaughtSamples samples, Mlp student) {
    this.samples = samples;
    this.student = student;
  }

  /** The paper's own data and student for seed 0, else of the same kind. */
  static TeacherStudentData of(long seed) {
    return seed == 0 ? reference() : generated(seed);
  }

  private static TeacherStudentData reference() {
    List<DenseLayer> layers = new ArrayList<>();
    for (int l = 1; l < STUDENT.length; l++) {
      layers.add(DenseLayer.of(resource("w" + l).matrix(), resource("b" + l).vector()));
    }
    return new TeacherStudentData(TaughtSamples.reference(NAME), new Mlp(layers));
  }

  private static NpyArray resource(String name) {
    return NpyArray.resource(NAME + "." + name);
  }

  private static TeacherStudentData generated(long seed) {
    Random random = RandomStream.of(seed, "teacher-student data");
    Mlp teacher = network(random, TEACHER, TEACHER_SCALE);
    TaughtSamples samples = TaughtSamples.drawn(random, teacher, TRAINING_SAMPLES);
    return new TeacherStudentData(samples, network(random, STUDENT, STUDENT_SCALE));
  }

  private static Mlp network(Random random, int[] sizes, double scale) {
    List<DenseLayer> layers = new ArrayList<>();
    for (int l = 1; l < sizes.length; l++) {
      int inputs = sizes[l - 1];
      int outputs = sizes[l];
      double[] weights = RandomStream.gaussians(random, inputs * outputs);
      Arrays.setAll(weights, i -> scale * weights[i]);
      double[] biases = new double[outputs];
      Arrays.setAll(biases, i -> (2 * random.nextDouble() - 1) / Math.sqrt(inputs));
      layers.add(DenseLayer.of(new Matrix(outputs, inputs, weights), biases));
    }
    return new Mlp(layers);
  }

  /** 50 samples. */
  Samples training() {
    return samples.training();
  }

  /** 1000 samples; the paper takes the first 181 for the NTK's features. */
  Samples test() {
    return samples.test();
  }

  /** The student's weights (outputs × inputs) and biases at the start. */
  Mlp student() {
    return student;
  }

  /** Samples, student and 181 fresh inputs, as a training takes them. */
  PerceptronTask task() {
    return samples.taskOf(student);
  }
}
