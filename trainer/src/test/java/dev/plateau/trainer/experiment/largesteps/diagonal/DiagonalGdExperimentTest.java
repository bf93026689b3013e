package dev.plateau.trainer.experiment.largesteps.diagonal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.protocol.ConfigKeys;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.RecordedRun;
import dev.plateau.trainer.experiment.training.Settings;
import java.util.Map;
import java.util.NavigableMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagonalGdExperimentTest {
  private static final DiagonalGdExperiment EXPERIMENT = new DiagonalGdExperiment();
  private static final long STEPS = EXPERIMENT.defaultSteps();

  /** Below the edge rounding does not grow: the paper's own run to the digit. */
  @Test
  void train_constantRate_endsAsThePapersOwnRun() {
    RecordedRun run = train(STEPS, Map.of("rate", "gd-constant"));
    assertThat(run.at(Metrics.FULL_LOSS, 0)).isCloseTo(0.6490066984718681, within(1e-14));
    assertThat(run.last(Metrics.TEST_LOSS)).isCloseTo(0.16824144824688475, within(1e-7));
    assertThat(run.last(Metrics.BALANCEDNESS)).isCloseTo(0.43518739406748264, within(1e-8));
    assertThat(run.last(Metrics.FULL_LOSS)).isLessThan(1e-30);
    assertThat(run.last(Metrics.PREDICTOR_NONZEROS)).isEqualTo(100);
  }

  /** At the edge levels; and worse than at the small step size, which is the opposite of SGD. */
  @ParameterizedTest
  @CsvSource({
    "gd-decay-10, 0.449, 86, 0.1",
    "gd-decay-30, 0.438, 80, 0.3",
    "gd-decay-50, 0.497, 78, 0.5"
  })
  void train_decayedRate_stabilisesAndEndsNearThePublishedLevels(
      String rate, double testLoss, int nonzeros, double share) {
    RecordedRun run = train(STEPS, Map.of("rate", rate));
    assertThat(run.last(Metrics.TEST_LOSS))
        .isBetween(testLoss / 3, testLoss * 3)
        .isGreaterThan(2 * 0.168);
    assertThat(run.last(Metrics.PREDICTOR_NONZEROS)).isBetween(nonzeros - 6.0, nonzeros + 6.0);
    NavigableMap<Long, Double> fullLoss = run.of(Metrics.FULL_LOSS);
    long decay = (long) (share * STEPS);
    double early = medianLog10(fullLoss.subMap(decay / 4, decay / 2));
    double late = medianLog10(fullLoss.subMap(3 * decay / 4, decay));
    assertThat(early).isBetween(-1.8, -0.8);
    assertThat(late).isCloseTo(early, within(0.3));
    assertThat(run.last(Metrics.FULL_LOSS)).isLessThan(1e-25);
  }

  /** At 0.272 nineteen of twenty orders diverge, that of seed 20 does not; see RATIONALE.md. */
  @Test
  void train_sgdInAnOrderThatLasts_endsNearThePublishedLevels() {
    RecordedRun run = new RecordedRun();
    train(run, 20, STEPS, Map.of("rate", "sgd-decay-50"));
    assertThat(run.last(Metrics.TEST_LOSS)).isBetween(0.0385 / 3, 0.0385 * 3);
    assertThat(run.last(Metrics.PREDICTOR_NONZEROS)).isBetween(25.0, 45.0);
    assertThat(medianLog10(run.of(Metrics.FULL_LOSS).subMap(25_000L, 50_000L)))
        .isBetween(-1.5, -0.5);
    NavigableMap<Long, Double> rate = run.of(Metrics.LEARNING_RATE);
    assertThat(rate.get(50_000L)).isEqualTo(0.272);
    assertThat(rate.get(50_001L)).isEqualTo(0.272 / 20);
  }

  @ParameterizedTest
  @CsvSource({
    "gd-constant, 99, 2.0, 2.0",
    "gd-decay-10, 10, 3.53, 4.8",
    "gd-decay-30, 30, 3.53, 3.4",
    "gd-decay-50, 50, 3.53, 1.5",
    "sgd-decay-50, 50, 0.272, 20"
  })
  void train_namedRate_isDividedAfterItsShareOfTheSteps(
      String rate, long last, double first, double factor) {
    Map<String, String> settings = Map.of("rate", rate, "rate-scale", "0.5");
    NavigableMap<Long, Double> rates = train(100, settings).of(Metrics.LEARNING_RATE);
    assertThat(rates.headMap(last, true).values()).containsOnly(first / 2);
    assertThat(rates.tailMap(last + 1).values())
        .allSatisfy(value -> assertThat(value).isCloseTo(first / 2 / factor, within(1e-15)));
  }

  @Test
  void train_gradientDescent_hasTheFullLossAtEachStepWhateverTheSeed() {
    RecordedRun run = train(50, Map.of("measure", "every:1"));
    assertThat(run.of(Metrics.LOSS)).isEqualTo(run.of(Metrics.FULL_LOSS)).hasSize(50);
    RecordedRun other = new RecordedRun();
    train(other, 1, 50, Map.of());
    assertThat(other.of(Metrics.LOSS)).isEqualTo(run.of(Metrics.LOSS));
    RecordedRun sgd = train(50, Map.of("rate", "sgd-decay-50"));
    RecordedRun otherSgd = new RecordedRun();
    train(otherSgd, 1, 50, Map.of("rate", "sgd-decay-50"));
    assertThat(otherSgd.of(Metrics.LOSS)).isNotEqualTo(sgd.of(Metrics.LOSS));
  }

  @Test
  void traits_ofARate_sayWhichDescent() {
    Settings settings = EXPERIMENT.settings();
    assertThat(EXPERIMENT.traits(settings))
        .containsEntry(ConfigKeys.OPTIMIZER, "gd")
        .containsEntry(ConfigKeys.SCHEDULE, "gd-decay-50");
    assertThat(EXPERIMENT.traits(settings.with("rate", "sgd-decay-50")))
        .containsEntry(ConfigKeys.OPTIMIZER, "sgd");
  }

  @Test
  void train_unknownRate_isRefused() {
    assertThatThrownBy(() -> train(5, Map.of("rate", "decay-50")))
        .hasMessage(
            "setting rate must be one of gd-constant, gd-decay-10, gd-decay-30, gd-decay-50,"
                + " sgd-decay-50, got 'decay-50'");
  }

  private static RecordedRun train(long steps, Map<String, String> settings) {
    RecordedRun run = new RecordedRun();
    train(run, 0, steps, settings);
    return run;
  }

  private static void train(RecordedRun run, long seed, long steps, Map<String, String> changes) {
    Settings settings = EXPERIMENT.settings().with("ntk-rank", "every:50000");
    for (Map.Entry<String, String> change : changes.entrySet()) {
      settings = settings.with(change.getKey(), change.getValue());
    }
    EXPERIMENT.train(new ExperimentRun(seed, steps, settings, run, () -> false));
  }

  private static double medianLog10(Map<Long, Double> values) {
    double[] sorted = values.values().stream().mapToDouble(Math::log10).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
