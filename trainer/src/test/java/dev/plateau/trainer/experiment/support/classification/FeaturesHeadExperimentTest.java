package dev.plateau.trainer.experiment.support.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.experiment.data.NpyOutput;
import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.RecordedRun;
import dev.plateau.trainer.experiment.training.Settings;
import dev.plateau.trainer.experiment.training.Training;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeaturesHeadExperimentTest {
  private static final FeaturesHeadExperiment EXPERIMENT = new FeaturesHeadExperiment();
  private static final int SAMPLES = 120;
  private static final int FEATURES = 12;

  @TempDir private Path folder = Path.of("");

  /** Three classes told by the first three of twelve features; the others are noise. */
  @BeforeEach
  void writeFeatures() throws IOException {
    Random random = new Random(1);
    double[] features = new double[SAMPLES * FEATURES];
    double[] labels = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      labels[i] = i % 3;
      for (int j = 0; j < FEATURES; j++) {
        features[i * FEATURES + j] = (j == labels[i] ? 3 : 0) + 0.3 * random.nextGaussian();
      }
    }
    NpyOutput.write(folder.resolve("features.npy"), features, SAMPLES, FEATURES);
    NpyOutput.write(folder.resolve("labels.npy"), labels, SAMPLES);
  }

  private Settings settings(Map<String, String> set) {
    Map<String, String> all =
        new TreeMap<>(Map.of("data", folder.toString(), "samples", "120", "widths", "12,8"));
    all.put("gold-steps", "400");
    all.put("gold-rate", "1");
    all.put("gold-decay", "0.02");
    all.putAll(set);
    Settings settings = EXPERIMENT.settings();
    for (Map.Entry<String, String> entry : all.entrySet()) {
      settings = settings.with(entry.getKey(), entry.getValue());
    }
    return settings;
  }

  private RecordedRun train(long steps, Map<String, String> set) {
    RecordedRun run = new RecordedRun();
    EXPERIMENT.train(new ExperimentRun(0, steps, settings(set), run, () -> false));
    return run;
  }

  @Test
  void gold_ofThreeClasses_isFewDirectionsOfTheirInputs() {
    Samples samples = FrozenFeatures.read(folder.toString(), SAMPLES);
    Settings settings = settings(Map.of());
    GoldSupport gold =
        GoldSupport.of(
            settings,
            samples,
            new UniformStart(
                UniformStart.widths(settings, samples), ActivationNames.of(settings), 1));
    assertThat(gold.count()).isBetween(1, 3);
    double[] directions = gold.directions().directions().data();
    for (int k = 0; k < gold.count(); k++) {
      double within = 0;
      for (int input = 0; input < 3; input++) {
        within += Math.pow(directions[input * FEATURES + k], 2);
      }
      assertThat(within).isGreaterThan(0.9);
    }
  }

  /** Both norms together are W₁'s own, as are all directions'; decay leaves the gold ones. */
  @Test
  void train_norms_addUpAndDecayLeavesTheGoldSupport() {
    RecordedRun plain = train(50, Map.of("batch-size", "-1", "measure", "every:1"));
    double squares = 0;
    double ofDirections = 0;
    for (int k = 1; k <= FEATURES; k++) {
      squares += Math.pow(plain.last(Metrics.singularValue("layer0", k)), 2);
      ofDirections += Math.pow(plain.last(Metrics.directionNorm(k)), 2);
    }
    double norms =
        Math.pow(plain.last(Metrics.W1_IRRELEVANT_NORM), 2)
            + Math.pow(plain.last(Metrics.W1_RELEVANT_NORM), 2);
    assertThat(norms).isCloseTo(squares, within(1e-9));
    assertThat(ofDirections).isCloseTo(squares, within(1e-9));
    assertThat(plain.last(Metrics.directionGram(2, 2)))
        .isCloseTo(Math.pow(plain.last(Metrics.directionNorm(2)), 2), within(1e-12));
    assertThat(plain.last(Metrics.directionGram(1, 3)))
        .isEqualTo(plain.last(Metrics.directionGram(3, 1)));
    RecordedRun gold = train(400, Map.of("learning-rate", "1", "weight-decay", "0.02"));
    double start = gold.of(Metrics.W1_IRRELEVANT_NORM).firstEntry().getValue();
    assertThat(gold.last(Metrics.W1_IRRELEVANT_NORM)).isLessThan(0.1 * start);
    assertThat(plain.last(Metrics.W1_IRRELEVANT_NORM)).isGreaterThan(0.9 * start);
    assertThat(gold.last(Metrics.TRAINING_ERROR)).isLessThan(0.1);
  }

  @Test
  void restore_inTheMiddle_goesOnToTheBit() throws IOException {
    Map<String, String> set = Map.of("measure", "every:1");
    RecordedRun unbroken = train(20, set);
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    try (Training training =
        EXPERIMENT.begin(new ExperimentRun(0, 20, settings(set), new RecordedRun(), () -> false))) {
      for (long step = 0; step < 7; step++) {
        training.step(step);
      }
      training.save(new DataOutputStream(saved));
    }
    RecordedRun second = new RecordedRun();
    try (Training training =
        EXPERIMENT.begin(new ExperimentRun(0, 20, settings(set), second, () -> false))) {
      training.restore(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
      for (long step = 7; step < 20; step++) {
        training.step(step);
      }
    }
    for (MetricName metric :
        List.of(Metrics.LOSS, Metrics.PARAMETER_NORM, Metrics.W1_IRRELEVANT_NORM)) {
      assertThat(second.of(metric)).isEqualTo(unbroken.of(metric).tailMap(7L, true));
    }
  }

  @Test
  void begin_filesThatAreMissingOrDoNotFit_areRefusedWithOneSentence() throws IOException {
    assertRefused(Map.of("data", ""), "give the folder of features.npy and labels.npy with");
    assertRefused(Map.of("samples", "121"), "setting samples must be at most 120");
    assertRefused(Map.of("gold-share", "1"), "leave 0 of 12 directions");
    NpyOutput.write(folder.resolve("labels.npy"), new double[] {1, 2}, 2);
    assertRefused(Map.of(), "has 120 samples, but labels.npy has 2 labels");
    double[] halves = new double[SAMPLES];
    halves[4] = 0.5;
    NpyOutput.write(folder.resolve("labels.npy"), halves, SAMPLES);
    assertRefused(Map.of(), "label 4 of labels.npy must be a class from 0 to 999, got 0.5");
    Files.write(folder.resolve("features.npy"), new byte[] {1, 2, 3});
    assertRefused(Map.of(), "features.npy as a NumPy file: ");
    Files.delete(folder.resolve("features.npy"));
    assertRefused(Map.of(), "there is no features.npy in ");
    assertRefused(Map.of(), "'plateau train mnist-features --data MNIST --set out=DIR'");
  }

  private void assertRefused(Map<String, String> set, String sentence) {
    assertThatThrownBy(() -> train(1, set))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence);
  }
}
