package dev.plateau.trainer.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.trainer.probe.Matrix;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reference data and generated data keep the same laws; generated data come from their seed alone.
 */
class ExperimentDataTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2})
  void supportData_anySeed_isDoubledWithTheNoiseAddedAndSubtracted(long seed) {
    Samples samples = SupportData.of(seed).samples(ExperimentDataTest::sum);
    assertThat(samples.size()).isEqualTo(10_000);
    assertThat(samples.x()).hasToString("10000 x 15 matrix");
    double squares = 0;
    for (int i = 0; i < 5000; i++) {
      double clean = sum(Arrays.copyOf(row(samples.x(), i), SupportData.RELEVANT));
      assertThat(row(samples.x(), i)).isEqualTo(row(samples.x(), i + 5000));
      assertThat((samples.y()[i] + samples.y()[i + 5000]) / 2).isCloseTo(clean, within(1e-12));
      squares += Math.pow(samples.y()[i] - clean, 2);
    }
    assertThat(Math.sqrt(squares / 5000)).as("noise").isCloseTo(0.001, within(0.00005));
    for (int input = 0; input < SupportData.INPUTS; input++) {
      boolean isRelevant = input < SupportData.RELEVANT;
      assertThat(mean(samples.x(), input)).isCloseTo(0, within(isRelevant ? 0.05 : 1e-8));
    }
  }

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
    double[] w2 = data.student().layers().get(1).weights().data();
    assertThat(Math.sqrt(Arrays.stream(w2).map(w -> w * w).average().orElseThrow()))
        .isCloseTo(0.8, within(0.25));
    for (double bias : data.student().layers().get(1).biases()) {
      assertThat(Math.abs(bias)).isLessThan(1 / Math.sqrt(10));
    }
    double spread = Arrays.stream(data.training().y()).map(Math::abs).max().orElseThrow();
    assertThat(spread).as("the teacher says something").isGreaterThan(0);
  }

  @ParameterizedTest
  @CsvSource({
    "diagonal, 80, 200, 0",
    "diagonal, 80, 200, 1",
    "diagonal, 80, 200, 2",
    "diagonal-gd, 40, 100, 0",
    "diagonal-gd, 40, 100, 1"
  })
  void diagonalData_anySeed_hasASparseUnitPredictor(
      String name, int samples, int inputs, long seed) {
    DiagonalData data = DiagonalData.of(new DiagonalSize(name, samples, inputs, 20), seed);
    assertThat(data.training().x()).hasToString(samples + " x " + inputs + " matrix");
    assertThat(data.test().size()).isEqualTo(1000);
    double power = Arrays.stream(data.test().y()).map(y -> y * y).average().orElseThrow();
    assertThat(power).as("E⟨β, x⟩² = ‖β‖²").isCloseTo(1, within(0.2));
    double[] root = data.rootOfTruth();
    double norm = Arrays.stream(root).map(r -> Math.pow(r, 4)).sum();
    assertThat(norm).as("‖β‖²").isCloseTo(1, within(1e-12));
    for (int j = 0; j < inputs; j++) {
      assertThat(data.support().contains(j)).isEqualTo(root[j] > 0).isEqualTo(j < 20);
    }
    assertThat(data.freshSamples()).hasToString(2 * inputs + " x " + inputs + " matrix");
    assertThat(row(data.freshSamples(), 7)).isEqualTo(row(data.test().x(), 7));
  }

  @Test
  void generatedData_sameSeed_isTheSame() {
    assertThat(diagonalTargets(3)).isEqualTo(diagonalTargets(3)).isNotEqualTo(diagonalTargets(4));
    assertThat(TeacherStudentData.of(3).test().y()).isEqualTo(TeacherStudentData.of(3).test().y());
    assertThat(RandomStream.of(1, "a").nextLong()).isEqualTo(RandomStream.of(1, "a").nextLong());
    assertThat(RandomStream.of(1, "a").nextLong()).isNotEqualTo(RandomStream.of(1, "b").nextLong());
  }

  /** Random itself begins alike for neighbouring seeds: 0.7308, 0.7311, 0.7310 for 1, 2, 3. */
  @Test
  void randomStream_neighbouringSeeds_beginUnlike() {
    double[] first = new double[100];
    Arrays.setAll(first, seed -> RandomStream.of(seed, "a").nextDouble());
    Arrays.sort(first);
    assertThat(first[99] - first[0]).isGreaterThan(0.9);
  }

  @Test
  void diagonalSize_moreRelevantInputsThanInputs_isRefused() {
    assertThatThrownBy(() -> new DiagonalSize("small", 3, 4, 5))
        .hasMessage("no data small of 3 samples, 4 inputs, 5 relevant");
  }

  @Test
  void samples_targetsThatDoNotFit_areRefused() {
    assertThatThrownBy(() -> new Samples(Matrix.zeros(2, 3), new double[3]))
        .hasMessage("2 samples got 3 targets");
  }

  private static double[] diagonalTargets(long seed) {
    return DiagonalData.of(DiagonalExperiment.SIZE, seed).training().y();
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).sum();
  }

  private static double mean(Matrix x, int column) {
    double sum = 0;
    for (int i = 0; i < x.rows(); i++) {
      sum += x.get(i, column);
    }
    return sum / x.rows();
  }

  private static double[] row(Matrix x, int row) {
    return Arrays.copyOfRange(x.data(), row * x.columns(), (row + 1) * x.columns());
  }
}
