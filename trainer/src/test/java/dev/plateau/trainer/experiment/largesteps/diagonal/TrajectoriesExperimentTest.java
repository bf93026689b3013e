package dev.plateau.trainer.experiment.largesteps.diagonal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.RecordedRun;
import dev.plateau.trainer.experiment.training.Settings;
import java.util.Map;
import java.util.NavigableMap;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrajectoriesExperimentTest {
  private static final TrajectoriesExperiment EXPERIMENT = new TrajectoriesExperiment();
  private static final MetricName ALPHA = MetricName.of("plane_alpha");
  private static final MetricName BETA = MetricName.of("plane_beta");

  /** Where 10,001 steps lead: the paper's own losses, which its notebook keeps. */
  private static final long STEPS = 10_002;

  @Test
  void train_flow_endsAsThePapersOwnRun() {
    RecordedRun run = train(STEPS, Map.of("method", "flow"));
    assertThat(run.last(Metrics.FULL_LOSS)).isCloseTo(4.902335457375223e-06, percent(1e-6));
    assertThat(run.last(Metrics.TEST_LOSS)).isCloseTo(0.014909591370857017, percent(1e-6));
    assertThat(run.last(ALPHA)).isEqualTo(run.last(MetricName.of("plane_flow_alpha")));
    assertThat(run.last(BETA)).isEqualTo(run.last(MetricName.of("plane_flow_beta")));
  }

  /** At the edge rounding grows: levels. */
  @Test
  void train_gradientDescentAndSgd_endOnEitherSideOfFlow() {
    RecordedRun gd = train(STEPS, Map.of("method", "gd"));
    assertThat(gd.last(Metrics.TEST_LOSS)).isBetween(0.126 / 3, 0.126 * 3);
    RecordedRun sgd = train(STEPS, Map.of("method", "sgd"));
    assertThat(sgd.last(Metrics.TEST_LOSS)).isBetween(3.98e-8 / 30, 3.98e-8 * 30);
    assertThat(sgd.last(BETA)).isLessThan(0.2);
    assertThat(sgd.last(ALPHA))
        .isCloseTo(sgd.last(MetricName.of("plane_truth_alpha")), within(0.1));
    assertThat(gd.last(BETA)).isGreaterThan(gd.last(MetricName.of("plane_flow_beta")));
  }

  @ParameterizedTest
  @CsvSource({"flow, 0.03, 0.03", "gd, 3.0, 1.0", "sgd, 0.6, 0.2"})
  void train_method_hasItsRateAndAThirdOfItFromHalfOn(String method, double first, double second) {
    NavigableMap<Long, Double> rates =
        train(21, Map.of("method", method, "rate-scale", "0.1")).of(Metrics.LEARNING_RATE);
    assertThat(rates.get(10L)).isCloseTo(first / 10, within(1e-15));
    assertThat(rates.get(11L)).isCloseTo(second / 10, within(1e-15));
  }

  @Test
  void train_firstRow_hasThePlane() {
    RecordedRun run = train(3, Map.of("method", "gd"));
    assertThat(run.at(ALPHA, 0)).isZero();
    assertThat(run.at(BETA, 0)).isZero();
    assertThat(run.at(MetricName.of("plane_truth_beta"), 0)).isCloseTo(0, within(1e-12));
    assertThat(run.at(MetricName.of("plane_truth_alpha"), 0)).isGreaterThan(1);
    assertThat(run.of(MetricName.of("plane_loss/0.29")).keySet()).containsExactly(0L);
    assertThat(run.of(MetricName.of("plane_test_loss/29.0")).keySet()).containsExactly(0L);
    assertThat(run.of(MetricName.of("plane_loss/0.30"))).isEmpty();
    assertThat(run.of(ALPHA).keySet()).containsExactly(0L, 1L, 2L);
  }

  /** The grid's point next to the truth is lower than the start, which is at its own loss. */
  @Test
  void train_planeLosses_areTheNetworksThere() {
    RecordedRun run = train(1, Map.of("method", "flow"));
    double width = 2.8 / 29;
    double alpha = run.at(MetricName.of("plane_truth_alpha"), 0);
    long i = Math.round((alpha + 0.5) / width);
    long j = Math.round(0.5 / width);
    double loss = run.at(MetricName.of("plane_loss", i + "." + j), 0);
    assertThat(loss).isLessThan(0.02);
    long zero = Math.round(0.5 / width);
    assertThat(run.at(MetricName.of("plane_loss", zero + "." + zero), 0))
        .isCloseTo(run.at(Metrics.FULL_LOSS, 0), within(0.1));
    assertThat(loss).isLessThan(run.at(Metrics.FULL_LOSS, 0) / 10);
    // Transposed it would be far from the truth.
    assertThat(run.at(MetricName.of("plane_loss", j + "." + i), 0)).isGreaterThan(2 * loss);
  }

  @Test
  void train_otherDataSeed_isOtherDataOfTheSameKind() {
    RecordedRun run = train(2, Map.of("method", "flow", "data-seed", "1"));
    double reference = train(2, Map.of("method", "flow")).at(Metrics.FULL_LOSS, 0);
    assertThat(run.at(Metrics.FULL_LOSS, 0)).isBetween(0.1, 1.5).isNotEqualTo(reference);
  }

  @Test
  void train_unknownMethod_isRefused() {
    assertThatThrownBy(() -> train(2, Map.of("method", "adam")))
        .hasMessage("setting method must be one of flow, gd, sgd, got 'adam'");
    assertThatThrownBy(() -> train(2, Map.of("plane", "budget:1%")))
        .hasMessage("setting plane must be every:N, log:K or at-epoch here, got 'budget:1%'");
  }

  private static Percentage percent(double percent) {
    return Percentage.withPercentage(percent);
  }

  private static RecordedRun train(long steps, Map<String, String> changes) {
    RecordedRun run = new RecordedRun();
    Settings settings = EXPERIMENT.settings();
    for (Map.Entry<String, String> change : changes.entrySet()) {
      settings = settings.with(change.getKey(), change.getValue());
    }
    EXPERIMENT.train(new ExperimentRun(0, steps, settings, run, () -> false));
    return run;
  }
}
