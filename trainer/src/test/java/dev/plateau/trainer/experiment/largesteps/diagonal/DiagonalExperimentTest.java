package dev.plateau.trainer.experiment.largesteps.diagonal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.experiment.training.DivergedException;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.RecordedRun;
import dev.plateau.trainer.experiment.training.Settings;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.stream.LongStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagonalExperimentTest {
  private static final DiagonalExperiment EXPERIMENT = new DiagonalExperiment();
  private static final MetricName OFF_SUPPORT_NORM = MetricName.of("off_support_norm");
  private static final MetricName OFF_SUPPORT_MEDIAN = MetricName.of("off_support_median");
  private static final MetricName TANGENT_COLUMN_NORM = MetricName.of("tangent_column_norm");
  private static final long STEPS = EXPERIMENT.defaultSteps();

  /**
   * Full losses of the paper's own code, to the six digits recorded of them: same data, same order
   * of samples. Later the large step size makes rounding grow, and only levels are comparable.
   */
  @Test
  void train_largeStepSize_takesThePapersOwnSteps() {
    double[] expected = {
      0.501898, 0.218713, 0.271445, 0.164999, 0.0967158, 0.123571, 0.0774687, 0.0809969, 0.0813548,
      0.0994916, 0.083325
    };
    NavigableMap<Long, Double> fullLoss = train(2001, Map.of()).of(Metrics.FULL_LOSS);
    for (int i = 0; i < expected.length; i++) {
      assertThat(fullLoss.get(100L * i)).isCloseTo(expected[i], Percentage.withPercentage(1e-3));
    }
  }

  /** At 0.25 rounding does not grow: the end of the paper's run is met to the digit. */
  @Test
  void train_constantRate_endsAsThePapersOwnRun() {
    RecordedRun run = train(STEPS, Map.of("rate", "constant"));
    NavigableMap<Long, Double> fullLoss = run.of(Metrics.FULL_LOSS);
    assertThat(fullLoss.get(1000L)).isCloseTo(0.0263704, within(1e-7));
    assertThat(fullLoss.get(50_000L)).isCloseTo(1.46751e-05, within(1e-10));
    assertThat(fullLoss.get(100_000L)).isCloseTo(6.16168e-06, within(1e-11));
    assertThat(run.last(Metrics.TEST_LOSS)).isBetween(3.3e-3, 3.9e-3);
    assertThat(run.last(Metrics.PREDICTOR_NONZEROS)).isEqualTo(200);
    assertThat(run.last(Metrics.NTK_RANK)).isEqualTo(200);
  }

  /** Published at the end: the runs are chaotic, so that levels are compared. */
  @ParameterizedTest
  @CsvSource({"decay-10, 6.6e-4, 156", "decay-30, 2.8e-4, 89", "decay-50, 1.5e-4, 71"})
  void train_decayedRate_endsNearThePublishedLevels(String rate, double testLoss, int nonzeros) {
    RecordedRun run = train(STEPS, Map.of("rate", rate));
    assertThat(run.last(Metrics.TEST_LOSS)).isBetween(testLoss / 3, testLoss * 3);
    assertThat(run.last(Metrics.PREDICTOR_NONZEROS)).isBetween(nonzeros * 0.8, nonzeros * 1.2);
    assertThat(run.last(Metrics.NTK_RANK)).isBetween(50.0, 150.0);
    assertThat(run.of(Metrics.NTK_RANK).firstEntry().getValue()).isEqualTo(200);
  }

  @Test
  void train_largeStepSize_staysOnAPlateauUntilTheRateFalls() {
    NavigableMap<Long, Double> fullLoss =
        train(STEPS, Map.of("rate", "decay-50")).of(Metrics.FULL_LOSS);
    double early = medianLog10(fullLoss.subMap(5_000L, 25_000L));
    double late = medianLog10(fullLoss.subMap(30_000L, 50_000L));
    assertThat(early).isBetween(-2.0, -1.0);
    assertThat(late).isCloseTo(early, within(0.3));
    assertThat(medianLog10(fullLoss.tailMap(90_000L))).isLessThan(late - 1.5);
  }

  /** What the loss hides: most coordinates off the support decay while it stands still. */
  @Test
  void train_onThePlateau_leavesTheCoordinatesOffTheSupportToDecay() {
    RecordedRun run = train(STEPS, Map.of("rate", "decay-50"));
    double early = Math.log10(run.at(OFF_SUPPORT_MEDIAN, 10_000));
    double half = Math.log10(run.at(OFF_SUPPORT_MEDIAN, 30_000));
    double late = Math.log10(run.at(OFF_SUPPORT_MEDIAN, 50_000));
    assertThat(early - half).isGreaterThan(10);
    assertThat(half - late).isBetween((early - half) / 2, (early - half) * 2);
  }

  @Test
  void train_everyStep_reportsLossAndRateAndMeasuresOnSchedule() {
    RecordedRun run =
        train(101, Map.of("rate", "decay-10", "measure", "every:40", "ntk-rank", "every:60"));
    assertThat(run.of(Metrics.LOSS).keySet())
        .containsExactlyElementsOf(LongStream.range(0, 101).boxed().toList());
    assertThat(run.of(Metrics.FULL_LOSS).keySet()).containsExactly(0L, 40L, 80L, 100L);
    assertThat(run.of(Metrics.TEST_LOSS).keySet()).containsExactly(0L, 40L, 80L, 100L);
    assertThat(run.of(Metrics.PREDICTOR_NONZEROS).keySet()).containsExactly(0L, 40L, 80L, 100L);
    assertThat(run.of(Metrics.BALANCEDNESS).keySet()).containsExactly(0L, 40L, 80L, 100L);
    assertThat(run.of(Metrics.BALANCEDNESS).get(0L)) // u = 0.1, v = 0 in 200 coordinates
        .isCloseTo(0.1 * Math.sqrt(200), within(1e-12));
    assertThat(run.of(Metrics.TANGENT_NORM).keySet()).containsExactly(0L, 40L, 80L, 100L);
    assertThat(run.of(TANGENT_COLUMN_NORM).keySet()).containsExactly(0L, 40L, 80L, 100L);
    assertThat(run.of(OFF_SUPPORT_NORM).keySet()).containsExactly(0L, 40L, 80L, 100L);
    assertThat(run.of(OFF_SUPPORT_MEDIAN).keySet()).containsExactly(0L, 40L, 80L, 100L);
    assertThat(run.at(OFF_SUPPORT_NORM, 0)).isZero();
    assertThat(run.at(OFF_SUPPORT_NORM, 40)).isGreaterThan(0.01);
    assertThat(run.of(Metrics.NTK_RANK).keySet()).containsExactly(0L, 60L, 100L);
    NavigableMap<Long, Double> rate = run.of(Metrics.LEARNING_RATE);
    assertThat(rate).hasSize(101);
    assertThat(rate.headMap(10L, true).values()).containsOnly(0.282);
    assertThat(rate.tailMap(11L, true).values()).containsOnly(0.282 / 4.8);
  }

  @Test
  void train_rateFarAboveTheEdge_reportsTheLastRowThenSaysThatItDiverged() {
    RecordedRun run = new RecordedRun();
    assertThatThrownBy(() -> train(run, 0, 10_000, Map.of("rate-scale", "2")))
        .isInstanceOf(DivergedException.class)
        .hasMessageMatching("diverged: loss is (NaN|Infinity) at step \\d+");
    assertThat(run.last(Metrics.LOSS)).isNotFinite();
    assertThat(run.of(Metrics.LOSS).size()).isLessThan(10_000);
  }

  @Test
  void train_otherSeeds_giveOtherOrdersAndData() {
    NavigableMap<Long, Double> reference = train(50, Map.of()).of(Metrics.LOSS);
    RecordedRun again = new RecordedRun();
    train(again, 0, 50, Map.of());
    assertThat(again.of(Metrics.LOSS)).isEqualTo(reference);
    RecordedRun otherOrder = new RecordedRun();
    train(otherOrder, 1, 50, Map.of());
    assertThat(otherOrder.of(Metrics.LOSS)).isNotEqualTo(reference);
    assertThat(otherOrder.of(Metrics.FULL_LOSS).get(0L)).isCloseTo(0.501898, within(1e-6));
    assertThat(train(50, Map.of("data-seed", "1")).of(Metrics.FULL_LOSS).get(0L))
        .isNotCloseTo(0.501898, within(1e-3));
  }

  @Test
  void train_stopRequested_endsBetweenSteps() {
    RecordedRun run = new RecordedRun();
    EXPERIMENT.train(
        new ExperimentRun(
            0, STEPS, EXPERIMENT.settings(), run, () -> run.of(Metrics.LOSS).size() == 7));
    assertThat(run.of(Metrics.LOSS)).hasSize(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rate      | warm     | setting rate must be one of constant, decay-10, decay-30, decay-50, got 'warm'
          rate-scale| NaN      | setting rate-scale must be a number >= 0, got 'NaN'
          data-seed | -1       | setting data-seed must be a whole number >= 0, got '-1'
          ntk-rank  | budget:1%| setting ntk-rank must be every:N, log:K or at-epoch here, got 'budget:1%'
          measure   | sometimes| setting measure: a schedule is every:N, log:K (points a decade), at-epoch or budget:P%, got 'sometimes'
          """)
  void train_settingThatDoesNotFit_isRefusedBeforeTheFirstStep(
      String key, String value, String message) {
    RecordedRun run = new RecordedRun();
    assertThatThrownBy(() -> train(run, 0, 10, Map.of(key, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThat(run.of(Metrics.LOSS)).isEmpty();
  }

  private static RecordedRun train(long steps, Map<String, String> settings) {
    RecordedRun run = new RecordedRun();
    train(run, 0, steps, settings);
    return run;
  }

  private static void train(RecordedRun run, long seed, long steps, Map<String, String> changes) {
    // An SVD takes as long as 100,000 steps: few of them.
    Settings settings = EXPERIMENT.settings().with("ntk-rank", "every:50000");
    for (Map.Entry<String, String> change : changes.entrySet()) {
      settings = settings.with(change.getKey(), change.getValue());
    }
    EXPERIMENT.train(new ExperimentRun(seed, steps, settings, run, () -> false));
  }

  private static double medianLog10(Map<Long, Double> values) {
    double[] sorted = values.values().stream().mapToDouble(Math::log10).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
