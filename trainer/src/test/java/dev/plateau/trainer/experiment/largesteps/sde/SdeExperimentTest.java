package dev.plateau.trainer.experiment.largesteps.sde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.experiment.Experiments;
import dev.plateau.trainer.experiment.largesteps.diagonal.DiagonalExperiment;
import dev.plateau.trainer.experiment.training.DivergedException;
import dev.plateau.trainer.experiment.training.Experiment;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.InterruptedTrainings;
import dev.plateau.trainer.experiment.training.RecordedRun;
import dev.plateau.trainer.experiment.training.Settings;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SdeExperimentTest {
  private static final Experiment EXPERIMENT = Experiments.named("sde");
  private static final MetricName SGD_LOSS = MetricName.of("sgd_loss");

  /** The noise follows the run that people look at beside it, not another of its kind. */
  @Test
  void train_diagonal_goesAlongWithTheVeryStepsOfItsExperiment() {
    long steps = 3000;
    RecordedRun sgd = train(new DiagonalExperiment(), 2, steps, Map.of("measure", "every:100"));
    NavigableMap<Long, Double> along =
        train(9, steps, Map.of("ntk-rank", "every:100000", "order-seed", "2")).of(SGD_LOSS);
    assertThat(along).hasSize((int) steps);
    sgd.of(Metrics.FULL_LOSS)
        .forEach((step, loss) -> assertThat(along.get(step)).as("step %d", step).isEqualTo(loss));
  }

  @ParameterizedTest
  @ValueSource(strings = {"regression-1d", "teacher-student-2", "teacher-student-3"})
  void train_perceptron_goesAlongWithItsExperimentAndNamesItsMetricsAlike(String model) {
    long steps = 150;
    // At the paper's rates, over so few steps, two of the three diverge.
    Map<String, String> every10 =
        Map.of(
            "measure", "every:10",
            "feature-sparsity", "every:50",
            "ntk-rank", "every:100",
            "rate-scale", "0.1");
    RecordedRun sgd = train(Experiments.named(model), 1, steps, every10);
    Map<String, String> settings = new HashMap<>(every10);
    settings.put("model", model);
    settings.put("order-seed", "1");
    settings.put("rate", Experiments.named(model).settings().text("rate"));
    RecordedRun sde = train(9, steps, settings);
    assertThat(sde.of(Metrics.LEARNING_RATE)).isEqualTo(sgd.of(Metrics.LEARNING_RATE));
    sgd.of(Metrics.FULL_LOSS)
        .forEach(
            (step, loss) ->
                assertThat(sde.at(SGD_LOSS, step))
                    .isCloseTo(loss, Percentage.withPercentage(1e-6)));
    for (MetricName name : sgd.names()) {
      boolean isOfTheListener =
          name.metric().matches("batch_size|epoch|gradient_.*|parameter_norm|update_ratio|probe.*");
      boolean isOfTheNeurons = name.metric().matches("weight|teacher_.*");
      if (!isOfTheListener && !isOfTheNeurons) {
        assertThat(sde.of(name).keySet()).as("steps of %s", name).isEqualTo(sgd.of(name).keySet());
        if (!name.equals(Metrics.LOSS)) {
          assertThat(sde.of(name).get(0L))
              .as("%s at first", name)
              .isCloseTo(sgd.of(name).get(0L), Percentage.withPercentage(1e-7));
        }
      }
    }
  }

  @Test
  void train_flow_isTheSdeWithoutNoiseAndGoesAlongWithNobody() {
    Map<String, String> model = Map.of("model", "teacher-student-2", "method", "flow");
    RecordedRun flow = train(0, 80, model);
    RecordedRun silent = train(5, 80, Map.of("model", "teacher-student-2", "noise", "0"));
    assertThat(flow.of(SGD_LOSS)).isEmpty();
    assertThat(flow.of(Metrics.LOSS)).isEqualTo(silent.of(Metrics.LOSS));
    double before = Double.POSITIVE_INFINITY;
    for (double loss : flow.of(Metrics.LOSS).values()) {
      assertThat(loss).isLessThan(before);
      before = loss;
    }
  }

  @Test
  void train_sameSeeds_isTheSameRun_otherSeedsAreNot() {
    assertThat(losses(3, Map.of()))
        .isEqualTo(losses(3, Map.of()))
        .isEqualTo(losses(3, Map.of("noise", "0.025")))
        .isNotEqualTo(losses(4, Map.of()))
        .isNotEqualTo(losses(3, Map.of("noise", "0.05")))
        .isNotEqualTo(losses(3, Map.of("order-seed", "1")))
        .isNotEqualTo(losses(3, Map.of("data-seed", "5")))
        .isNotEqualTo(losses(3, Map.of("substeps", "11")));
  }

  private static NavigableMap<Long, Double> losses(long seed, Map<String, String> settings) {
    return train(seed, 30, settings).of(Metrics.LOSS);
  }

  /** The paper's claim: without noise the rank stays, with SGD's it falls. */
  @Test
  void train_noiseOfSgd_lowersTheRankThatGradientFlowKeeps() {
    Map<String, String> often = Map.of("model", "teacher-student-3", "ntk-rank", "every:200");
    Map<String, String> flowing = new HashMap<>(often);
    flowing.put("method", "flow");
    RecordedRun sde = train(0, 5001, often);
    RecordedRun flow = train(0, 5001, flowing);
    double first = flow.at(Metrics.NTK_RANK, 0);
    assertThat(flow.last(Metrics.NTK_RANK)).isGreaterThan(0.97 * first);
    assertThat(mean(sde.of(Metrics.NTK_RANK), 1500, 2500)).isLessThan(0.92 * first);
    MetricName sparsity = Metrics.featureSparsity("layer1");
    assertThat(flow.last(sparsity)).isGreaterThan(0.8 * flow.at(sparsity, 0));
    assertThat(mean(sde.of(sparsity), 1500, 2500)).isLessThan(0.6 * flow.at(sparsity, 0));
    assertThat(mean(flow.of(Metrics.LOSS), 1500, 2500))
        .isLessThan(mean(sde.of(Metrics.LOSS), 1500, 2500) / 10);
    // The noise's scale is right: the SDE's loss is at SGD's level.
    assertThat(median(sde.of(Metrics.LOSS), 1000, 2500) / median(sde.of(SGD_LOSS), 1000, 2500))
        .isBetween(1.0 / 3, 3.0);
  }

  @ParameterizedTest
  @CsvSource({
    "diagonal, sde", "diagonal, flow", "regression-1d, sde",
    "teacher-student-2, sde", "teacher-student-3, sde", "teacher-student-3, flow"
  })
  void train_interrupted_goesOnAsUnbroken(String model, String method) throws IOException {
    Settings settings =
        settings(
            EXPERIMENT,
            Map.of("model", model, "method", method, "measure", "every:3", "rate-scale", "0.1"));
    InterruptedTrainings.assertGoesOnAsUnbroken(EXPERIMENT, settings, 24, 11);
  }

  @Test
  void train_noiseFarTooLarge_endsWithTheRowThatSaysSo() {
    RecordedRun run = new RecordedRun();
    Settings settings = settings(EXPERIMENT, Map.of("noise", "1e6"));
    assertThatThrownBy(
            () -> EXPERIMENT.train(new ExperimentRun(0, 1000, settings, run, () -> false)))
        .isInstanceOf(DivergedException.class);
    assertThat(run.last(Metrics.LOSS)).isNotFinite();
  }

  @ParameterizedTest
  @CsvSource({
    "diagonal, 100001",
    "regression-1d, 31623",
    "teacher-student-2, 14126",
    "teacher-student-3, 10001"
  })
  void defaultSteps_areThoseOfTheModelsOwnRuns(String model, long steps) {
    assertThat(EXPERIMENT.defaultSteps(settings(EXPERIMENT, Map.of("model", model))))
        .isEqualTo(steps)
        .isEqualTo(Experiments.named(model).defaultSteps());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          model    | mnist  | setting model must be one of diagonal, regression-1d, teacher-student-2, teacher-student-3, got 'mnist'
          method   | gd     | setting method must be sde or flow, got 'gd'
          rate     | decay-2| setting rate must be one of constant, decay-10, decay-30, decay-50, got 'decay-2'
          noise    | much   | setting noise must be a number >= 0, got 'much'
          substeps | 0      | setting substeps must be a whole number >= 1, got '0'
          ntk-rank | budget:1%| setting ntk-rank must be every:N, log:K or at-epoch here, got 'budget:1%'
          """)
  void train_settingThatDoesNotFit_isRefusedBeforeTheFirstStep(
      String key, String value, String message) {
    RecordedRun run = new RecordedRun();
    Settings settings = settings(EXPERIMENT, Map.of(key, value));
    assertThatThrownBy(() -> EXPERIMENT.train(new ExperimentRun(0, 10, settings, run, () -> false)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThat(run.of(Metrics.LOSS)).isEmpty();
  }

  private static RecordedRun train(long seed, long steps, Map<String, String> changes) {
    return train(EXPERIMENT, seed, steps, changes);
  }

  private static RecordedRun train(
      Experiment experiment, long seed, long steps, Map<String, String> changes) {
    RecordedRun run = new RecordedRun();
    experiment.train(
        new ExperimentRun(seed, steps, settings(experiment, changes), run, () -> false));
    return run;
  }

  private static Settings settings(Experiment experiment, Map<String, String> changes) {
    Settings settings = experiment.settings();
    for (Map.Entry<String, String> change : changes.entrySet()) {
      settings = settings.with(change.getKey(), change.getValue());
    }
    return settings;
  }

  private static double mean(NavigableMap<Long, Double> values, long from, long to) {
    return values.subMap(from, to).values().stream()
        .mapToDouble(value -> value)
        .average()
        .orElseThrow();
  }

  private static double median(NavigableMap<Long, Double> values, long from, long to) {
    double[] sorted =
        values.subMap(from, to).values().stream().mapToDouble(value -> value).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
