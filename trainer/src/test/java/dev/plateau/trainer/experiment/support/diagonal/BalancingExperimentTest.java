package dev.plateau.trainer.experiment.support.diagonal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.experiment.training.BrokenTraining;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.RecordedRun;
import dev.plateau.trainer.experiment.training.Settings;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BalancingExperimentTest {
  private static final BalancingExperiment EXPERIMENT = new BalancingExperiment();
  private static final MetricName IMBALANCE = MetricName.of("imbalance", "0");

  @Test
  void train_gradientDescent_keepsTheImbalance() {
    RecordedRun run = train(20_001, "batch-size", "-1");
    assertThat(run.last(IMBALANCE) / run.at(IMBALANCE, 0L)).isBetween(0.99, 1.0);
    assertThat(run.last(Metrics.LOSS)).isLessThan(0.7); // half the noise is left, no more
  }

  /** exp(−η²R²t/b) with R² the mean over the irrelevant inputs of the data themselves. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void train_sgd_shrinksTheImbalanceAsPredicted(int batchSize) {
    long steps = 10_000L * batchSize;
    RecordedRun run = train(steps + 1, "batch-size", Integer.toString(batchSize));
    DiagonalTask task = DiagonalTask.of(3, 128, 5, 10, 1, false);
    double energy = 0;
    for (int j = 5; j < 15; j++) {
      energy += task.noiseEnergy(j) / 10;
    }
    double exponent = 0.01 * 0.01 * energy * steps / batchSize;
    MetricName irrelevant = MetricName.of("imbalance_irrelevant", "0");
    double here = Math.log(run.at(irrelevant, 0L) / run.last(irrelevant));
    assertThat(here / exponent).isBetween(0.75, 1.5);
  }

  @Test
  void train_firstAndLastStep_sayTheWeightsThatTheImbalanceIsOf() {
    RecordedRun run = train(301, "batch-size", "4");
    for (long step : new long[] {0, 300}) {
      double squares = 0;
      double irrelevant = 0;
      for (int j = 0; j < 15; j++) {
        double first = run.at(Metrics.weight("0", j, j), step);
        double second = run.at(Metrics.weight("1", j, j), step);
        squares += Math.pow(second * second - first * first, 2);
        irrelevant += j < 5 ? 0 : first * first;
      }
      assertThat(run.at(IMBALANCE, step)).isCloseTo(Math.sqrt(squares), within(1e-12));
      assertThat(run.at(Metrics.W1_IRRELEVANT_NORM, step))
          .isCloseTo(Math.sqrt(irrelevant), within(1e-12));
    }
    assertThat(run.of(Metrics.weight("0", 0, 0)).keySet()).containsExactly(0L, 300L);
    assertThat(run.of(IMBALANCE).keySet()).containsExactly(0L, 100L, 200L, 300L);
    assertThat(run.of(Metrics.LOSS)).hasSize(301);
  }

  @Test
  void train_threeLayers_saysTheImbalanceOfEachPair() {
    RecordedRun run = train(2, "depth", "3");
    assertThat(run.of(MetricName.of("imbalance", "1"))).isNotEmpty();
    assertThat(run.of(MetricName.of("imbalance", "2"))).isEmpty();
    assertThat(run.at(IMBALANCE, 0L))
        .isGreaterThan(5 * run.at(MetricName.of("imbalance", "1"), 0L));
  }

  @ParameterizedTest
  @CsvSource({"-1", "1", "64"})
  void restore_savedTraining_goesOnToTheBit(String batchSize) throws IOException {
    Settings settings = settings("batch-size", batchSize, "depth", "3", "measure", "every:10");
    new BrokenTraining(EXPERIMENT, settings, 300).isTheUnbrokenOne(101);
  }

  @Test
  void train_settingThatDoesNotFit_isRefusedBeforeTheFirstStep() {
    assertThatThrownBy(() -> train(10, "first-size", "big"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("setting first-size must be a number >= 0, got 'big'");
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
    EXPERIMENT.train(new ExperimentRun(3, steps, settings(changes), run, () -> false));
    return run;
  }
}
