package dev.plateau.trainer.experiment.largesteps.resnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.protocol.ConfigKeys;
import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.InterruptedTrainings;
import dev.plateau.trainer.experiment.training.RecordedRun;
import dev.plateau.trainer.experiment.training.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

class ResNetCifarExperimentTest {
  private static final ResNetCifarExperiment EXPERIMENT = new ResNetCifarExperiment();

  @TempDir private static Path folder = Path.of("");
  private static Path images = Path.of("");

  @BeforeAll
  static void writeImages() {
    images = CifarLike.in(folder, 60, 0);
  }

  private static Settings settings(Map<String, String> set) {
    Map<String, String> all = new HashMap<>();
    all.put("data", images.toString());
    all.put("width", "2");
    all.put("batch-size", "20");
    all.put("test-samples", "20");
    all.put("measure-samples", "20");
    all.put("sparsity-samples", "20");
    all.put("ntk-samples", "0");
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
  void train_someSteps_reportsAllMeasures() {
    RecordedRun run = train(4, Map.of("ntk-samples", "6", "measure", "every:2"));
    for (MetricName metric : List.of(Metrics.LOSS, Metrics.LEARNING_RATE)) {
      assertThat(run.of(metric)).as(metric.toString()).containsOnlyKeys(0L, 1L, 2L, 3L);
    }
    for (MetricName metric :
        List.of(Metrics.FULL_LOSS, Metrics.TEST_LOSS, Metrics.TEST_ERROR, Metrics.TRAINING_ERROR)) {
      assertThat(run.of(metric)).as(metric.toString()).containsOnlyKeys(0L, 2L, 3L);
    }
    for (String block : List.of("block3", "block4")) {
      assertThat(run.of(Metrics.featureSparsity(block))).containsOnlyKeys(0L, 3L);
      assertThat(run.last(Metrics.featureSparsity(block))).isBetween(0.0, 1.0);
    }
    assertThat(run.last(Metrics.NTK_RANK_SAMPLED)).isBetween(1.0, 6.0);
    assertThat(run.last(Metrics.BATCH_SIZE)).isEqualTo(20);
    assertThat(run.at(Metrics.EPOCH, 2)).isEqualTo(0);
    assertThat(run.at(Metrics.EPOCH, 3)).isEqualTo(1);
    assertThat(run.at(Metrics.LEARNING_RATE, 0)).isCloseTo(0.75 * Math.pow(1.05, 25), within(1e-9));
  }

  /** Twenty images, again and again, which are learned by heart. */
  @Test
  void train_momentumOrPreActivation_fallsInLoss() {
    for (Map<String, String> set :
        List.of(
            Map.of("recipe", "state-of-the-art", "rate-scale", "2"),
            Map.of("rate-scale", "0.1", "blocks", "pre-activation"))) {
      Map<String, String> all = new HashMap<>(set);
      all.putAll(Map.of("samples", "20", "rate", "decay-50", "measure", "every:100"));
      RecordedRun run = train(14, all);
      assertThat(meanOfLoss(run, 11, 14))
          .as(set.toString())
          .isLessThan(0.93 * meanOfLoss(run, 0, 3));
    }
  }

  private static double meanOfLoss(RecordedRun run, long from, long to) {
    return run.of(Metrics.LOSS).subMap(from, to).values().stream()
        .mapToDouble(loss -> loss)
        .average()
        .orElseThrow();
  }

  @Test
  void train_epochs_endItAndScaleTheSchedule() {
    RecordedRun run = train(1000, Map.of("epochs", "2", "measure", "every:100"));
    assertThat(run.of(Metrics.LOSS)).hasSize(6); // 60 images, 20 a batch
    assertThat(run.of(Metrics.TEST_LOSS)).containsOnlyKeys(0L, 5L);
    double reached = 0.75 * Math.pow(1.05, 50);
    assertThat(run.at(Metrics.LEARNING_RATE, 1))
        .isCloseTo(0.75 * Math.pow(1.05, 100.0 / 3), within(1e-9));
    assertThat(run.at(Metrics.LEARNING_RATE, 2)).isCloseTo(reached / 10, within(1e-9));
    assertThat(run.at(Metrics.LEARNING_RATE, 5)).isCloseTo(reached / 100, within(1e-9));
  }

  /** Crops and flips, momentum, running statistics, probes: all go on to the bit. */
  @Test
  void training_interrupted_goesOnAsUnbroken() throws IOException {
    Settings settings =
        settings(
            Map.of(
                "recipe", "state-of-the-art",
                "measure", "every:3",
                "feature-sparsity", "at-epoch"));
    InterruptedTrainings.assertGoesOnAsUnbroken(EXPERIMENT, settings, 7, 4);
  }

  @Test
  void train_generate_trainsOnImagesInAFolderOfTheirOwn() {
    Map<String, String> set =
        Map.of("data", folder.toString(), "generate", "60", "measure", "every:1");
    assertThat(train(2, set).of(Metrics.TEST_LOSS))
        .isEqualTo(train(2, Map.of("measure", "every:1")).of(Metrics.TEST_LOSS));
    Map<String, String> inPassing = Map.of("data", "", "generate", "60", "measure", "every:1");
    assertThat(train(2, inPassing).of(Metrics.TEST_LOSS))
        .isEqualTo(train(2, set).of(Metrics.TEST_LOSS));
  }

  /** Loss and error of a network against a sum over images one by one. */
  @Test
  void imageFit_trainedNetwork_isTheNaiveMeanOverImages() {
    Cifar cifar = Cifar.read(images.toString(), 0, 0);
    RecordedRun run =
        train(3, Map.of("measure-samples", "60", "measure", "every:1", "rate", "small"));
    ComputationGraph network =
        new ResNet(18, 2, ResidualBlocks.Kind.POST_ACTIVATION, 10)
            .network(CifarRate.constant(0.01), 0);
    double loss = 0;
    int wrong = 0;
    for (int image = 0; image < 60; image++) {
      INDArray outputs = network.outputSingle(cifar.training().inputs(image, image + 1));
      loss -= Math.log(outputs.getDouble(0, cifar.training().label(image)));
      wrong += outputs.argMax(1).getInt(0) == cifar.training().label(image) ? 0 : 1;
    }
    assertThat(run.at(Metrics.FULL_LOSS, 0)).isCloseTo(loss / 60, within(1e-5));
    assertThat(run.at(Metrics.TRAINING_ERROR, 0)).isCloseTo(wrong / 60.0, within(0.02));
  }

  @Test
  void traits_ofRecipes_tellThemApart() {
    assertThat(EXPERIMENT.traits(settings(Map.of("rate", "small"))))
        .containsEntry(ConfigKeys.MODEL, "ResNet-18, width 2, post-activation")
        .containsEntry(ConfigKeys.OPTIMIZER, "sgd")
        .containsEntry(ConfigKeys.SCHEDULE, "small");
    assertThat(EXPERIMENT.traits(settings(Map.of("recipe", "state-of-the-art"))))
        .containsEntry(ConfigKeys.OPTIMIZER, "momentum");
    assertThat(EXPERIMENT.defaultSteps()).isEqualTo(19_500);
  }

  @Test
  void begin_badSettings_areRefusedWithOneSentence() {
    assertRefused(Map.of("data", ""), "give the folder of CIFAR's files with --data DIR");
    assertRefused(Map.of("batch-size", "61"), "setting batch-size must be at most 60");
    assertRefused(Map.of("depth", "50"), "setting depth must be 18 or 34, got '50'");
    assertRefused(Map.of("blocks", "x"), "setting blocks must be one of post-activation");
    assertRefused(Map.of("samples", "61"), "setting samples must be at most 60");
    assertRefused(Map.of("generate", "7"), "setting generate must be 0 or a multiple of 5");
  }

  private static void assertRefused(Map<String, String> set, String sentence) {
    assertThatThrownBy(() -> train(1, set))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence);
  }
}
