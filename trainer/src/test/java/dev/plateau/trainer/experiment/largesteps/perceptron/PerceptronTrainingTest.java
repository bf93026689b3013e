package dev.plateau.trainer.experiment.largesteps.perceptron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.experiment.Experiments;
import dev.plateau.trainer.experiment.random.NumpyIntegers;
import dev.plateau.trainer.experiment.sgd.WarmUpDecay;
import dev.plateau.trainer.experiment.training.Experiment;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.RecordedRun;
import dev.plateau.trainer.experiment.training.Settings;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The second paper's three perceptrons against plain SGD, and against its own code's runs. */
class PerceptronTrainingTest {
  /** Run seed 7 on top of the paper's order: 5, 0 and 3 in NumPy. */
  @ParameterizedTest
  @CsvSource({
    "teacher-student-3, 12, 1",
    "teacher-student-3, 12, 8",
    "teacher-student-2, 7, 1",
    "regression-1d, 10, 1"
  })
  void train_firstSteps_areThoseOfPlainSgd(String name, long numpySeed, int batchSize) {
    int steps = 10_001;
    Map<String, String> set = Map.of("rate", "decay-50", "batch-size", "" + batchSize);
    RecordedRun run = train(Experiments.named(name), 7, steps, 40, set);
    PerceptronTask task = task(name);
    NumpyIntegers order = new NumpyIntegers(numpySeed);
    WarmUpDecay rate = rate(name, steps);
    NaiveSgd naive = new NaiveSgd(task.start(), task.training());
    for (int step = 0; step < 40; step++) {
      int[] batch = Arrays.copyOf(order.permutation(task.training().size()), batchSize);
      double learningRate = rate.valueAt(step, 0);
      double loss = naive.step(batch, learningRate);
      assertThat(run.at(Metrics.LOSS, step))
          .as("step %d", step)
          .isCloseTo(loss, within(1e-9 + 1e-9 * loss));
      assertThat(run.at(Metrics.LEARNING_RATE, step)).isEqualTo(learningRate);
      assertThat(run.at(Metrics.BATCH_SIZE, step)).isEqualTo(batchSize);
    }
  }

  /**
   * Full losses that the paper's own code recorded of its own data, first weights and order of
   * samples, in single precision, to six digits; before rounding has grown.
   */
  @Test
  void teacherStudent3_largeStep_takesThePapersOwnSteps() {
    Experiment experiment = new TeacherStudentExperiment();
    RecordedRun run = train(experiment, 0, 10_001, 141, Map.of("rate", "decay-10"));
    double[] expected = {
      3.3067, 0.300168, 0.144697, 0.13582, 0.126951, 0.128812, 0.135934, 0.0550102
    };
    assertFullLosses(run, expected);
    assertThat(run.at(Metrics.LOSS, 50)).isCloseTo(0.0017185, Percentage.withPercentage(0.1));
  }

  @Test
  void teacherStudent3_batchesOf8_takeThePapersOwnSteps() {
    Experiment experiment = new TeacherStudentExperiment();
    Map<String, String> set = Map.of("rate", "decay-50", "batch-size", "8", "rate-scale", "2");
    assertFullLosses(
        train(experiment, 0, 10_001, 81, set),
        new double[] {3.3067, 0.124673, 0.0868908, 0.164393, 0.0692738});
  }

  @Test
  void teacherStudent2_largeStep_takesThePapersOwnSteps() {
    Experiment experiment = new TeacherStudent2Experiment();
    RecordedRun run = train(experiment, 0, 14_126, 141, Map.of("rate", "decay-10"));
    double[] expected = {
      0.697202, 0.0408177, 0.306075, 0.0623067, 0.090493, 0.0107743, 0.000925851, 0.00090506
    };
    assertFullLosses(run, expected);
  }

  @Test
  void regression1d_largeStep_takesThePapersOwnSteps() {
    Experiment experiment = new Regression1dExperiment();
    RecordedRun run =
        train(experiment, 0, 31_623, 141, Map.of("rate", "decay-50", "measure", "every:20"));
    double[] expected = {44536.2, 1111.85, 264.807, 29.6227, 28.745, 10.5551, 18.9332, 21.0783};
    assertFullLosses(run, expected);
  }

  private static void assertFullLosses(RecordedRun run, double[] expected) {
    NavigableMap<Long, Double> fullLoss = run.of(Metrics.FULL_LOSS);
    for (int i = 0; i < expected.length; i++) {
      assertThat(fullLoss.get(20L * i))
          .as("step %d", 20 * i)
          .isCloseTo(expected[i], Percentage.withPercentage(0.2));
    }
  }

  private static PerceptronTask task(String name) {
    return switch (name) {
      case "teacher-student-2" -> TeacherStudent2Data.of(0).task();
      case "regression-1d" -> Regression1dData.of(0);
      default -> TeacherStudentData.of(0).task();
    };
  }

  private static WarmUpDecay rate(String name, long steps) {
    return switch (name) {
      case "teacher-student-2" -> new WarmUpDecay(0.455, 1, 1, 0.5, 5, steps);
      case "regression-1d" -> new WarmUpDecay(0.0002, 200, 1, 0.5, 3, steps);
      default -> new WarmUpDecay(0.04, 6, 0.5, 0.5, 5, steps);
    };
  }

  /** The first steps of a run of so many. */
  private static RecordedRun train(
      Experiment experiment, long seed, long of, int first, Map<String, String> set) {
    RecordedRun run = new RecordedRun();
    experiment.train(
        new ExperimentRun(
            seed, of, settings(experiment, set), run, () -> run.of(Metrics.LOSS).size() == first));
    return run;
  }

  private static Settings settings(Experiment experiment, Map<String, String> set) {
    Settings settings = experiment.settings().with("ntk-rank", "every:1000");
    for (Map.Entry<String, String> entry : set.entrySet()) {
      settings = settings.with(entry.getKey(), entry.getValue());
    }
    return settings;
  }
}
