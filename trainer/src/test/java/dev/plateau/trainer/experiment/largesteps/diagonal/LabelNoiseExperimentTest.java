package dev.plateau.trainer.experiment.largesteps.diagonal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.experiment.training.Experiment;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.RecordedRun;
import dev.plateau.trainer.experiment.training.Settings;
import java.util.Map;
import java.util.NavigableMap;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelNoiseExperimentTest {
  private static final long STEPS = 20_001;

  /** Prop. 1 along whole trainings, on the plateau and below it. */
  @ParameterizedTest
  @ValueSource(strings = {"constant", "decay-50"})
  void train_everyMeasuredStep_isAFullBatchStepOnNoisyLabels(String rate) {
    RecordedRun run = train(new LabelNoiseExperiment(), Map.of("rate", rate));
    NavigableMap<Long, Double> difference = run.of(MetricName.of("step_difference"));
    assertThat(difference).hasSize(201);
    assertThat(difference.values()).allMatch(value -> value >= 0 && value <= 1e-12);
    assertThat(run.of(MetricName.of("label_noise_ratio")).values())
        .allMatch(ratio -> Math.abs(ratio - 1) < 1e-12);
    NavigableMap<Long, Double> fullLoss = run.of(Metrics.FULL_LOSS);
    run.of(Metrics.LABEL_NOISE)
        .forEach(
            (step, noise) ->
                assertThat(noise).isCloseTo(2 * run.at(Metrics.FULL_LOSS, step), percent(1e-10)));
    assertThat(fullLoss).hasSize(201);
  }

  @Test
  void train_measured_takesTheStepsOfDiagonal() {
    Map<String, String> rate = Map.of("rate", "decay-30");
    assertThat(train(new LabelNoiseExperiment(), rate).of(Metrics.LOSS))
        .isEqualTo(train(new DiagonalExperiment(), rate).of(Metrics.LOSS));
  }

  @Test
  void train_scheduleOfABudget_isRefused() {
    assertThatThrownBy(() -> train(new LabelNoiseExperiment(), Map.of("label-noise", "budget:1%")))
        .hasMessage("setting label-noise must be every:N, log:K or at-epoch here, got 'budget:1%'");
  }

  private static Percentage percent(double percent) {
    return withPercentage(percent);
  }

  private static RecordedRun train(Experiment experiment, Map<String, String> changes) {
    RecordedRun run = new RecordedRun();
    Settings settings =
        experiment.settings().with("measure", "every:100").with("ntk-rank", "every:20000");
    if (experiment instanceof LabelNoiseExperiment) {
      settings = settings.with("label-noise", "every:100");
    }
    for (Map.Entry<String, String> change : changes.entrySet()) {
      settings = settings.with(change.getKey(), change.getValue());
    }
    experiment.train(new ExperimentRun(0, STEPS, settings, run, () -> false));
    return run;
  }
}
