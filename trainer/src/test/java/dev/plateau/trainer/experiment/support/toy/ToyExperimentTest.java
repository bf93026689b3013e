package dev.plateau.trainer.experiment.support.toy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.training.BrokenTraining;
import dev.plateau.trainer.experiment.training.DivergedException;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.RecordedRun;
import dev.plateau.trainer.experiment.training.Settings;
import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToyExperimentTest {
  private static final ToyExperiment EXPERIMENT = new ToyExperiment();
  private static final double LEARNING_RATE = 0.008;
  private static final MetricName A = MetricName.of("a");
  private static final MetricName B = MetricName.of("b");
  private static final MetricName IMBALANCE = MetricName.of("imbalance");

  /** The paper's Fig. 4, to the digits given; b of the same code in NumPy. */
  @ParameterizedTest
  @CsvSource({"d1-gd, 3.86, 0.0", "d1-sgd, 3.56, 0.03164321"})
  void train_oscillatingLabels_isWhereThePaperIsAfter500Steps(String variant, double a, double b) {
    RecordedRun run = train(variant, 501);
    assertThat(run.at(A, 500L)).isCloseTo(a, within(0.005));
    assertThat(run.at(B, 500L)).isCloseTo(b, within(1e-8));
    assertThat(run.of(Metrics.W1_IRRELEVANT_NORM)).isEqualTo(run.of(A));
  }

  @Test
  void train_oscillatingLabelsOneByOne_reachesNormOneAfterSome9700Steps() {
    NavigableMap<Long, Double> norm = train("d1-sgd", 9_801).of(Metrics.PARAMETER_NORM);
    long first =
        norm.entrySet().stream().filter(e -> e.getValue() < 1).findFirst().orElseThrow().getKey();
    assertThat(first).isBetween(9_650L, 9_750L);
  }

  @Test
  void train_oscillatingInputs_onlyConverges() {
    RecordedRun run = train("d2-sgd", 501);
    assertThat(run.last(Metrics.FULL_LOSS)).isZero();
    NavigableMap<Long, Double> norm = run.of(Metrics.PARAMETER_NORM);
    assertThat(norm.get(500L)).isEqualTo(norm.get(100L)).isCloseTo(2.40021894, within(1e-8));
  }

  /** Ends of the paper's own code in double precision, in NumPy, on its own data. */
  @ParameterizedTest
  @CsvSource({
    "noise-gd, 3.42976156, 0.29156546",
    "noise-sgd, 0.68598093, 0.68103806",
    "noise-gd-decay, 0.70798623, 0.70681328"
  })
  void train_noisySamples_endsWhereThePapersCodeDoes(String variant, double a, double b) {
    RecordedRun run = train(variant, 551);
    assertThat(run.at(A, 550L)).isCloseTo(a, within(1e-7));
    assertThat(run.at(B, 550L)).isCloseTo(b, within(1e-7));
    assertThat(run.of(Metrics.W1_RELEVANT_NORM)).isEqualTo(run.of(A));
  }

  /** The closed form of a step without decay: a² − b² times 1 − η²g². */
  @ParameterizedTest
  @ValueSource(strings = {"d1-gd", "d1-sgd", "d2-sgd", "noise-gd", "noise-sgd"})
  void train_eachStep_multipliesTheImbalanceByOneMinusASquare(String variant) {
    RecordedRun run = train(variant, 200);
    for (long step = 0; step < 199; step++) {
      double g = run.at(Metrics.GRADIENT_NORM, step) / run.at(Metrics.PARAMETER_NORM, step);
      double factor = 1 - LEARNING_RATE * LEARNING_RATE * g * g;
      assertThat(run.at(IMBALANCE, step + 1))
          .isCloseTo(run.at(IMBALANCE, step) * factor, Percentage.withPercentage(1e-10));
    }
  }

  @Test
  void train_oneByOne_takesSamplesInTheirOrder() {
    RecordedRun run = train("d1-sgd", 3);
    assertThat(run.at(Metrics.LOSS, 0L)).isEqualTo(25); // (4·1 + 1)²
    double product = run.at(A, 1L) * run.at(B, 1L);
    assertThat(run.at(Metrics.LOSS, 1L)).isCloseTo(Math.pow(product - 1, 2), within(1e-12));
    assertThat(run.at(Metrics.FULL_LOSS, 0L)).isEqualTo(17); // (25 + 9) / 2
    assertThat(run.of(Metrics.EPOCH).values()).containsExactly(0.0, 0.0, 1.0);
    assertThat(run.of(Metrics.BATCH_SIZE).values()).containsOnly(1.0);
    assertThat(run.of(Metrics.LEARNING_RATE).values()).containsOnly(LEARNING_RATE);
  }

  @Test
  void train_otherSeed_drawsOtherDataOfTheSameKind() {
    Samples samples = ToyData.noisy(1);
    assertThat(samples.x().data()).isNotEqualTo(ToyData.noisy(0).x().data());
    double squares = 0;
    double products = 0;
    for (int i = 0; i < samples.size(); i++) {
      squares += samples.x().get(i, 0) * samples.x().get(i, 0);
      products += samples.x().get(i, 0) * samples.y()[i];
    }
    assertThat(squares).isCloseTo(samples.size(), within(1e-10));
    assertThat(products).isCloseTo(samples.size(), within(1e-10));
  }

  @Test
  void restore_savedTraining_goesOnToTheBit() throws IOException {
    Settings settings = EXPERIMENT.settings().with("variant", "noise-sgd");
    new BrokenTraining(EXPERIMENT, settings, 57).isTheUnbrokenOne(23);
  }

  @Test
  void train_hugeStepSize_reportsTheLastRowThenSaysThatItDiverged() {
    RecordedRun run = new RecordedRun();
    assertThatThrownBy(() -> train(run, 500, Map.of("learning-rate", "1")))
        .isInstanceOf(DivergedException.class);
    assertThat(run.last(Metrics.LOSS)).isNotFinite();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          variant      | d3-gd | setting variant must be one of d1-gd, d1-sgd, d2-sgd, noise-gd, noise-sgd, noise-gd-decay, got 'd3-gd'
          learning-rate| -1    | setting learning-rate must be a number >= 0, got '-1'
          weight-decay | much  | setting weight-decay must be a number >= 0, got 'much'
          """)
  void train_settingThatDoesNotFit_isRefusedBeforeTheFirstStep(
      String key, String value, String message) {
    RecordedRun run = new RecordedRun();
    assertThatThrownBy(() -> train(run, 10, Map.of(key, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThat(run.of(Metrics.LOSS)).isEmpty();
  }

  private static RecordedRun train(String variant, long steps) {
    RecordedRun run = new RecordedRun();
    train(run, steps, Map.of("variant", variant));
    return run;
  }

  private static void train(RecordedRun run, long steps, Map<String, String> changes) {
    Settings settings = EXPERIMENT.settings();
    for (Map.Entry<String, String> change : changes.entrySet()) {
      settings = settings.with(change.getKey(), change.getValue());
    }
    EXPERIMENT.train(new ExperimentRun(0, steps, settings, run, () -> false));
  }
}
