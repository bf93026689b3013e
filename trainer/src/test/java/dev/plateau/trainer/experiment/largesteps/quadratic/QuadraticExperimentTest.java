package dev.plateau.trainer.experiment.largesteps.quadratic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.RecordedRun;
import dev.plateau.trainer.experiment.training.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuadraticExperimentTest {
  private static final QuadraticExperiment EXPERIMENT = new QuadraticExperiment();

  @ParameterizedTest
  @CsvSource({
    "sgd, uniform, 0, 1.07",
    "sgd, ends, 0, 1.13",
    "sgd, uniform, 3, 1.01",
    "gd, uniform, 0, 1.07"
  })
  void train_admittedStepSize_staysInsideForever(
      String method, String distribution, String dataSeed, String eta) {
    RecordedRun run =
        train(
            Map.of(
                "method", method, "distribution", distribution, "data-seed", dataSeed, "eta", eta));
    assertThat(run.of(MetricName.of("inside_share")).values()).hasSizeGreaterThan(1900);
    assertThat(run.of(MetricName.of("inside_share")).values()).containsOnly(1.0);
    double below = run.last(MetricName.of("below_count"));
    double above = run.last(MetricName.of("above_count"));
    double since = run.last(MetricName.of("inside_since_step"));
    assertThat(below + above).isEqualTo(2000 - since);
    assertThat(Math.abs(below - above)).isLessThanOrEqualTo(1);
    assertThat(run.of(Metrics.FULL_LOSS).tailMap((long) since).values())
        .allMatch(
            loss ->
                loss > run.last(MetricName.of("full_loss_least"))
                    && loss < run.last(MetricName.of("full_loss_most")));
    assertThat(run.of(Metrics.LEARNING_RATE).values()).containsOnly(Double.parseDouble(eta));
  }

  @Test
  void train_gradientDescent_hasTheFullLossAtEachStep() {
    RecordedRun run = train(Map.of("method", "gd"));
    assertThat(run.of(Metrics.LOSS)).isEqualTo(run.of(Metrics.FULL_LOSS));
    assertThat(train(Map.of()).of(Metrics.LOSS)).isNotEqualTo(run.of(Metrics.FULL_LOSS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          eta          | 1      | setting eta must be above 1.00000 and below 1.13379, got '1'
          eta          | 1.2    | setting eta must be above 1.00000 and below 1.13379, got '1.2'
          x-max        | 1      | setting x-max must be above 1.0, got '1'
          first-theta  | 0      | setting first-theta must be above 0.0, got '0'
          method       | adam   | setting method must be sgd or gd, got 'adam'
          distribution | normal | setting distribution must be uniform or ends, got 'normal'
          inputs       | 1      | setting inputs must be a whole number >= 2, got '1'
          """)
  void train_settingThatDoesNotFit_isRefusedBeforeTheFirstStep(
      String key, String value, String message) {
    assertThatThrownBy(() -> train(Map.of(key, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static RecordedRun train(Map<String, String> changes) {
    RecordedRun run = new RecordedRun();
    Settings settings = EXPERIMENT.settings();
    for (Map.Entry<String, String> change : changes.entrySet()) {
      settings = settings.with(change.getKey(), change.getValue());
    }
    EXPERIMENT.train(new ExperimentRun(0, EXPERIMENT.defaultSteps(), settings, run, () -> false));
    return run;
  }
}
