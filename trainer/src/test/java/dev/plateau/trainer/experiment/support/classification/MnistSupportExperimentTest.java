package dev.plateau.trainer.experiment.support.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.RecordedRun;
import dev.plateau.trainer.experiment.training.Settings;
import dev.plateau.trainer.experiment.training.Training;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistSupportExperimentTest {
  private static final MnistSupportExperiment EXPERIMENT = new MnistSupportExperiment();

  @TempDir private static Path folder = Path.of("");

  @BeforeAll
  static void writeFiles() throws IOException {
    IdxFiles.writeDigits(folder, 100, 50);
  }

  private static Settings settings(Map<String, String> set) {
    Map<String, String> all =
        new TreeMap<>(Map.of("data", folder.toString(), "samples", "100", "test-samples", "50"));
    all.put("widths", "20");
    all.put("stop-at-test-loss", "0");
    all.putAll(set);
    Settings settings = EXPERIMENT.settings();
    for (Map.Entry<String, String> entry : all.entrySet()) {
      settings = settings.with(entry.getKey(), entry.getValue());
    }
    return settings;
  }

  private static RecordedRun train(long steps, Map<String, String> set) {
    RecordedRun run = new RecordedRun();
    EXPERIMENT.train(new ExperimentRun(0, steps, settings(set), run, () -> false));
    return run;
  }

  @Test
  void train_untilTheTestLoss_endsThereAndMeasuresItsEnd() {
    RecordedRun all = train(60, Map.of("measure", "every:1"));
    double enough = all.of(Metrics.TEST_LOSS).tailMap(20L, true).firstEntry().getValue();
    RecordedRun run =
        train(60, Map.of("measure", "every:1", "stop-at-test-loss", Double.toString(enough)));
    assertThat(run.of(Metrics.LOSS).lastKey()).isLessThanOrEqualTo(20L);
    assertThat(run.of(Metrics.TEST_LOSS).get(run.of(Metrics.LOSS).lastKey()))
        .isLessThanOrEqualTo(enough);
    assertThat(all.of(Metrics.LOSS).lastKey()).isEqualTo(59);
    for (MetricName array :
        List.of(
            Metrics.columnNorm(783),
            Metrics.singularValue("layer0", 20),
            Metrics.singularValue("layer1", 10),
            Metrics.covarianceEigenvalue(784))) {
      assertThat(run.of(array).firstKey()).as(array.toString()).isZero();
      assertThat(run.of(array)).as(array.toString()).hasSize(2);
      assertThat(run.of(array).lastKey()).isGreaterThanOrEqualTo(run.of(Metrics.LOSS).lastKey());
      assertThat(all.of(array)).containsOnlyKeys(0L, 59L);
    }
  }

  /** Without decay nothing reaches them; with it they are what decay leaves. */
  @Test
  void train_pixelsThatAreNeverOn_changeByDecayOnly() {
    RecordedRun plain = train(30, Map.of("measure", "every:1"));
    assertThat(plain.of(Metrics.NEVER_ON_CHANGE).values()).containsOnly(0.0);
    RecordedRun decayed = train(30, Map.of("measure", "every:1", "weight-decay", "0.1"));
    double start = decayed.of(Metrics.NEVER_ON_NORM).firstEntry().getValue();
    // 208 pixels of the frame, 20 units, variance (0.5/28)²/3.
    assertThat(start).isCloseTo(Math.sqrt(208 * 20 / 3.0) / 56, within(0.02));
    for (long step = 0; step < 30; step++) {
      assertThat(decayed.of(Metrics.NEVER_ON_NORM).get(step))
          .isCloseTo(
              start * Math.pow(1 - 0.5 * 0.1, (double) step), Percentage.withPercentage(1e-9));
    }
    assertThat(decayed.last(Metrics.NEVER_ON_CHANGE)).isGreaterThan(0.1 * start);
  }

  @Test
  void train_fullBatches_fallsInLossAndError() {
    RecordedRun run = train(200, Map.of("batch-size", "-1", "measure", "every:10"));
    assertThat(run.last(Metrics.BATCH_SIZE)).isEqualTo(100);
    assertThat(run.last(Metrics.FULL_LOSS)).isCloseTo(run.last(Metrics.LOSS), within(1e-9));
    assertThat(run.last(Metrics.TEST_LOSS))
        .isLessThan(run.of(Metrics.TEST_LOSS).firstEntry().getValue() / 2);
    assertThat(run.last(Metrics.TEST_ERROR)).isLessThan(0.1);
    assertThat(run.last(Metrics.TRAINING_ERROR)).isLessThan(0.1);
  }

  @Test
  void restore_inTheMiddle_goesOnToTheBit() throws IOException {
    Map<String, String> set = Map.of("measure", "every:1");
    RecordedRun unbroken = train(24, set);
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    RecordedRun first = new RecordedRun();
    try (Training training =
        EXPERIMENT.begin(new ExperimentRun(0, 24, settings(set), first, () -> false))) {
      for (long step = 0; step < 11; step++) {
        training.step(step);
      }
      training.save(new DataOutputStream(saved));
    }
    RecordedRun second = new RecordedRun();
    try (Training training =
        EXPERIMENT.begin(new ExperimentRun(0, 24, settings(set), second, () -> false))) {
      training.restore(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
      for (long step = 11; step < 24; step++) {
        training.step(step);
      }
    }
    for (MetricName metric :
        List.of(
            Metrics.LOSS,
            Metrics.PARAMETER_NORM,
            Metrics.EPOCH,
            Metrics.TEST_LOSS,
            Metrics.NEVER_ON_NORM,
            Metrics.NEVER_ON_CHANGE)) {
      assertThat(second.of(metric)).isEqualTo(unbroken.of(metric).tailMap(11L, true));
    }
    assertThat(second.last(Metrics.columnNorm(400)))
        .isEqualTo(unbroken.last(Metrics.columnNorm(400)));
  }

  @Test
  void begin_badSettings_areRefusedWithOneSentence() {
    assertRefused(Map.of("data", ""), "give the folder of MNIST's files with --data DIR");
    assertRefused(Map.of("samples", "101"), "setting samples must be at most 100");
    assertRefused(Map.of("batch-size", "101"), "setting batch-size must be -1 (all) or from 1 to");
    assertRefused(Map.of("batch-size", "0"), "got '0'");
    assertRefused(Map.of("widths", "20,,5"), "setting widths must be widths of hidden layers");
    assertRefused(Map.of("activation", "relo"), "identity, relu, tanh, sigmoid, got 'relo'");
  }

  private static void assertRefused(Map<String, String> set, String sentence) {
    assertThatThrownBy(() -> train(1, set))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence);
  }
}
