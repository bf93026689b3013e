package dev.plateau.trainer.experiment.largesteps.perceptron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.probe.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reference data and generated data keep the same laws; generated data come from their seed alone.
 */
class PerceptronDataTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2})
  void teacherStudentData_anySeed_isOnTheSphereWithAStudentOfItsShape(long seed) {
    TeacherStudentData data = TeacherStudentData.of(seed);
    assertThat(data.training().x()).hasToString("50 x 5 matrix");
    assertThat(data.test().x()).hasToString("1000 x 5 matrix");
    for (int i = 0; i < 1000; i++) {
      double squares = Arrays.stream(row(data.test().x(), i)).map(v -> v * v).sum();
      assertThat(squares).isCloseTo(1, within(1e-6));
    }
    assertThat(data.student().parameters()).isEqualTo(181);
    assertThat(data.student().layers())
        .extracting(layer -> layer.outputs())
        .containsExactly(10, 10, 1);
    assertThat(rootMeanSquare(data.student().layers().get(1).weights().data()))
        .isCloseTo(0.8, within(0.25));
    for (double bias : data.student().layers().get(1).biases()) {
      assertThat(Math.abs(bias)).isLessThan(1 / Math.sqrt(10));
    }
    double spread = Arrays.stream(data.training().y()).map(Math::abs).max().orElseThrow();
    assertThat(spread).as("the teacher says something").isGreaterThan(0);
  }

  /** The paper's seed 0 comes with samples, and its teacher fitted to them. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2})
  void teacherStudent2Data_anySeed_isWhatItsTeacherSays(long seed) {
    TeacherStudent2Data data = TeacherStudent2Data.of(seed);
    Matrix neurons = data.teacher().layers().get(0).weights();
    double[] signs = data.teacher().layers().get(1).weights().data();
    assertThat(neurons).hasToString("3 x 2 matrix");
    assertThat(signs).hasSize(3).containsAnyOf(-1, 1).doesNotContain(0);
    for (int unit = 0; unit < 3; unit++) {
      assertThat(Math.hypot(neurons.get(unit, 0), neurons.get(unit, 1)))
          .isCloseTo(1, within(1e-12));
      assertThat(Math.abs(signs[unit])).isEqualTo(1);
    }
    PerceptronTask task = data.task();
    assertThat(task.training().x()).hasToString("15 x 2 matrix");
    assertThat(task.test()).isNotNull();
    for (Samples samples : List.of(task.training(), Objects.requireNonNull(task.test()))) {
      for (int i = 0; i < samples.size(); i++) {
        double[] x = row(samples.x(), i);
        double taught = 0;
        for (int unit = 0; unit < 3; unit++) {
          taught +=
              signs[unit] * Math.max(0, neurons.get(unit, 0) * x[0] + neurons.get(unit, 1) * x[1]);
        }
        assertThat(Math.hypot(x[0], x[1])).isCloseTo(1, within(1e-6));
        assertThat(samples.y()[i]).isCloseTo(taught, within(3e-7));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2})
  void teacherStudent2Data_anySeed_studentIsSmallAndSilent(long seed) {
    PerceptronTask task = TeacherStudent2Data.of(seed).task();
    assertThat(task.start().parameters()).isEqualTo(60);
    assertThat(task.freshInputs()).hasToString("60 x 2 matrix");
    assertThat(row(task.freshInputs(), 59))
        .isEqualTo(row(Objects.requireNonNull(task.test()).x(), 59));
    double[] first = task.start().layers().get(0).weights().data();
    assertThat(first).hasSize(40);
    assertThat(rootMeanSquare(first)).isCloseTo(0.5, within(0.15));
    double[] second = task.start().layers().get(1).weights().data();
    assertThat(second).hasSize(20);
    assertThat(Arrays.stream(second).allMatch(w -> w == 0)).as("0 or -0").isTrue();
    assertThat(task.start().layers()).allMatch(layer -> layer.biases().length == 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2})
  void regression1dData_anySeed_isThePointsAndAWideStart(long seed) {
    PerceptronTask task = Regression1dData.of(seed);
    assertThat(task.test()).isNull();
    assertThat(task.training().x().data())
        .containsExactly(
            new double[] {
              -1.305, -1.055, -0.805, -0.555, -0.305, -0.055, 0.195, 0.445, 0.695, 0.945, 1.195,
              1.445
            },
            within(1e-12));
    assertThat(task.training().y())
        .containsExactly(
            new double[] {
              -1.655, 1.845, 0.345, 0.345, 2.345, 1.345, 0.345, -0.655, 0.345, 1.345, 2.345, -0.655
            },
            within(1e-12));
    assertThat(task.start().layers().get(0).weights().data()).hasSize(100).containsOnly(2.5, -2.5);
    assertThat(rootMeanSquare(task.start().layers().get(0).biases())).isCloseTo(2.5, within(0.6));
    assertThat(rootMeanSquare(task.start().layers().get(1).weights().data()))
        .isCloseTo(4, within(0.8));
    assertThat(task.start().layers().get(1).biases()).isEmpty();
    assertThat(task.freshInputs()).hasToString("300 x 1 matrix");
    double[] fresh = task.freshInputs().data().clone();
    Arrays.sort(fresh);
    assertThat(fresh[0]).isBetween(-1.305, -1.25);
    assertThat(fresh[299]).isBetween(1.39, 1.445);
    assertThat(fresh[150]).isCloseTo(0.07, within(0.2));
  }

  @Test
  void perceptronTask_samplesOfAnotherWidth_areRefused() {
    PerceptronTask task = Regression1dData.of(0);
    Samples wide = TeacherStudentData.of(0).training();
    assertThatThrownBy(() -> new PerceptronTask(wide, null, task.start(), task.freshInputs()))
        .hasMessage("a network of 1 inputs got samples of 5 and fresh inputs of 1");
  }

  @Test
  void generatedData_sameSeed_isTheSame() {
    assertThat(TeacherStudentData.of(3).test().y()).isEqualTo(TeacherStudentData.of(3).test().y());
    assertThat(TeacherStudent2Data.of(3).task().training().y())
        .isEqualTo(TeacherStudent2Data.of(3).task().training().y());
    assertThat(Regression1dData.of(3).freshInputs().data())
        .isEqualTo(Regression1dData.of(3).freshInputs().data());
  }

  private static double rootMeanSquare(double[] values) {
    return Math.sqrt(Arrays.stream(values).map(value -> value * value).average().orElseThrow());
  }

  private static double[] row(Matrix x, int row) {
    return Arrays.copyOfRange(x.data(), row * x.columns(), (row + 1) * x.columns());
  }
}
