package dev.plateau.trainer.experiment.support.diagonal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.experiment.training.BrokenTraining;
import dev.plateau.trainer.experiment.training.DivergedException;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.RecordedRun;
import dev.plateau.trainer.experiment.training.Settings;
import java.io.IOException;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagonalDepthExperimentTest {
  private static final DiagonalDepthExperiment EXPERIMENT = new DiagonalDepthExperiment();
  private static final MetricName FOUND = MetricName.of("support_found");
  private static final MetricName FOUND_SHARE = MetricName.of("support_found_share");
  private static final MetricName FOUND_STEP = MetricName.of("support_found_step");
  private static final MetricName CHANCE = MetricName.of("support_found_chance");
  private static final MetricName SETTLED = MetricName.of("support_settled");
  private static final MetricName FALL_STEP = MetricName.of("imbalance_fall_step");
  private static final MetricName PREDICTED = MetricName.of("imbalance_fall_step_predicted");

  @Test
  void train_gradientDescent_findsTheSupportAboutAsOftenAsChance() {
    RecordedRun run = train(4_000, "depth", "2", "irrelevant", "2", "trajectories", "400");
    assertThat(run.last(MetricName.of("trajectories"))).isEqualTo(400);
    assertThat(run.last(CHANCE)).isEqualTo(0.25);
    assertThat(run.last(FOUND_SHARE)).isEqualTo(run.last(FOUND) / 400);
    // Five standard deviations of 400 coins of 1/4, and fewer as some are not settled.
    assertThat(run.last(FOUND)).isBetween(50.0, 143.0);
    assertThat(run.last(SETTLED)).isGreaterThan(200);
    assertThat(run.at(FOUND, 0L)).isZero();
    assertThat(run.of(FOUND_STEP)).isEmpty();
    assertThat(run.of(PREDICTED)).isEmpty();
    assertThat(run.last(Metrics.W1_RELEVANT_NORM)).isGreaterThan(0.5);
    assertThat(run.last(Metrics.W1_IRRELEVANT_NORM)).isBetween(0.3, 1.5);
  }

  @ParameterizedTest
  @CsvSource({"identity, 20000", "relu, 40000"})
  void train_sgdOfTwoLayers_findsTheSupportInAll(String activation, long steps) {
    RecordedRun run =
        train(
            steps,
            "depth",
            "2",
            "activation",
            activation,
            "irrelevant",
            "2",
            "batch-size",
            "1",
            "learning-rate",
            "0.05",
            "trajectories",
            "20");
    assertThat(run.last(FOUND_SHARE)).isEqualTo(1);
    assertThat(run.last(FOUND_STEP)).isBetween(1_000.0, (double) steps);
    assertThat(run.last(Metrics.W1_RELEVANT_NORM)).isGreaterThan(0.5);
  }

  /** Prop. 2 as b/(η²R²): no number of it is taken from the run. */
  @ParameterizedTest
  @CsvSource({"identity, 1, 0.02", "identity, 4, 0.04", "relu, 1, 0.04"})
  void train_sgdOfTwoLayers_evensThemOutInThePredictedTime(
      String activation, int batchSize, String learningRate) {
    RecordedRun run =
        train(
            6_000,
            "depth",
            "2",
            "activation",
            activation,
            "relevant",
            "0",
            "batch-size",
            Integer.toString(batchSize),
            "learning-rate",
            learningRate,
            "trajectories",
            "50");
    DiagonalTask task = DiagonalTask.of(3, 128, 0, 1, 1, activation.equals("relu"));
    double rate = Double.parseDouble(learningRate);
    double energy = 0;
    for (int i = 0; i < task.size(); i++) {
      double x = activation.equals("relu") ? Math.max(task.x(i, 0), 0) : task.x(i, 0);
      energy += Math.pow(task.y(i) * x, 2) / task.size();
    }
    assertThat(run.last(PREDICTED))
        .isCloseTo(batchSize / (rate * rate * energy), Percentage.withPercentage(1e-8));
    assertThat(run.last(FALL_STEP)).isCloseTo(run.last(PREDICTED), Percentage.withPercentage(35));
  }

  @Test
  void train_everyStep_reportsLossAndRateAndMeasuresOnSchedule() {
    RecordedRun run =
        train(7, "trajectories", "3", "batch-size", "128", "depth", "2", "measure", "every:3");
    assertThat(run.of(Metrics.LOSS)).hasSize(7);
    assertThat(run.of(FOUND).keySet()).containsExactly(0L, 3L, 6L);
    assertThat(run.of(PREDICTED).keySet()).containsExactly(0L, 3L, 6L);
    assertThat(run.of(Metrics.EPOCH).values()).containsExactly(0.0, 0.0, 1.0, 1.0, 2.0, 2.0, 3.0);
    assertThat(run.of(Metrics.BATCH_SIZE).values()).containsOnly(128.0);
    assertThat(run.last(Metrics.LEARNING_RATE)).isCloseTo(0.02, within(0.0));
  }

  @ParameterizedTest
  @CsvSource({"-1, identity", "4, identity", "4, relu"})
  void restore_savedTraining_goesOnToTheBit(String batchSize, String activation)
      throws IOException {
    Settings settings =
        settings(
            "depth", "2",
            "batch-size", batchSize,
            "activation", activation,
            "learning-rate", "0.1",
            "trajectories", "5",
            "measure", "every:10");
    new BrokenTraining(EXPERIMENT, settings, 700).isTheUnbrokenOne(333);
  }

  @Test
  void train_rateFarAboveTheEdge_reportsTheLastRowThenSaysThatItDiverged() {
    RecordedRun run = new RecordedRun();
    assertThatThrownBy(() -> train(run, 1_000, settings("learning-rate", "9")))
        .isInstanceOf(DivergedException.class);
    assertThat(run.last(Metrics.LOSS)).isNotFinite();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          depth       | 1        | setting depth must be a whole number >= 2, got '1'
          activation  | tanh     | setting activation must be identity or relu, got 'tanh'
          irrelevant  | 0        | setting irrelevant must be a whole number >= 1, got '0'
          batch-size  | 3        | setting batch-size must be -1 (all) or a divisor of the 256 samples, got '3'
          batch-size  | 0        | setting batch-size must be -1 (all) or a divisor of the 256 samples, got '0'
          noise       | -1       | setting noise must be a number >= 0, got '-1'
          trajectories| none     | setting trajectories must be a whole number >= 1, got 'none'
          points      | 4        | setting points must be above 4, so that 2 inputs can be uncorrelated, got '4'
          measure     | budget:1%| setting measure must be every:N, log:K or at-epoch here, got 'budget:1%'
          """)
  void train_settingThatDoesNotFit_isRefusedBeforeTheFirstStep(
      String key, String value, String message) {
    RecordedRun run = new RecordedRun();
    assertThatThrownBy(() -> train(run, 10, settings(key, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThat(run.of(Metrics.LOSS)).isEmpty();
  }

  private static Settings settings(String... changes) {
    Settings settings = EXPERIMENT.settings();
    for (int i = 0; i < changes.length; i += 2) {
      settings = settings.with(changes[i], changes[i + 1]);
    }
    return settings;
  }

  private static RecordedRun train(long steps, String... changes) {
    RecordedRun run = new RecordedRun();
    train(run, steps, settings(changes));
    return run;
  }

  private static void train(RecordedRun run, long steps, Settings settings) {
    EXPERIMENT.train(new ExperimentRun(3, steps, settings, run, () -> false));
  }
}
