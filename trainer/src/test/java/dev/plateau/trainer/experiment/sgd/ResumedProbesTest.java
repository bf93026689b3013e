package dev.plateau.trainer.experiment.sgd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.random.RandomStream;
import dev.plateau.trainer.experiment.training.Experiment;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.ExperimentWords;
import dev.plateau.trainer.experiment.training.InterruptedTrainings;
import dev.plateau.trainer.experiment.training.RecordedRun;
import dev.plateau.trainer.experiment.training.RowBits;
import dev.plateau.trainer.experiment.training.SavedTraining;
import dev.plateau.trainer.experiment.training.Settings;
import dev.plateau.trainer.experiment.training.Training;
import dev.plateau.trainer.listener.PlateauListener;
import dev.plateau.trainer.listener.Schedule;
import dev.plateau.trainer.network.ActivationPatternChange;
import dev.plateau.trainer.network.DistanceFromInit;
import dev.plateau.trainer.network.FeatureSparsity;
import dev.plateau.trainer.network.InputSupport;
import dev.plateau.trainer.network.LayerSpectra;
import dev.plateau.trainer.network.NetworkProbe;
import dev.plateau.trainer.probe.Matrix;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;

/** Probes that remember the beginning, what they have gathered, or what they have observed. */
class ResumedProbesTest {
  private static final int[] WIDTHS = {4, 6, 1};
  private static final long STEPS = 30;

  /** While samples are gathered and few separations were seen, in between, and long after. */
  @ParameterizedTest
  @ValueSource(longs = {2, 7, 15, 29})
  void probesWithAMemory_interrupted_goOnAsUnbroken(long taken) throws IOException {
    Experiment experiment = WatchedRelu.of(allProbes());
    InterruptedTrainings.assertGoesOnAsUnbroken(experiment, experiment.settings(), STEPS, taken);
  }

  /** A thousand samples are enough; those that the killed process gathered count. */
  @Test
  void samplesGatheredInALongEpoch_interrupted_goOnAsUnbroken() throws IOException {
    Experiment experiment =
        new WatchedRelu(List.of(FeatureSparsity.of("0")), WatchedRelu.samples(3000), 100);
    InterruptedTrainings.assertGoesOnAsUnbroken(experiment, experiment.settings(), STEPS, 7);
  }

  /** The first test is worth something: all of the memories matter in it. */
  @Test
  void probesWithAMemory_unbroken_useIt() {
    RecordedRun rows = new RecordedRun();
    Experiment experiment = WatchedRelu.of(allProbes());
    experiment.train(new ExperimentRun(3, STEPS, experiment.settings(), rows, () -> false));
    assertThat(rows.last(Metrics.distanceFromInit("layer0"))).isPositive();
    assertThat(rows.of(Metrics.patternChange("layer0")).values()).anyMatch(share -> share > 0);
    assertThat(rows.of(Metrics.featureSparsity("layer0")).firstKey()).isBetween(3L, 14L);
    assertThat(rows.of(Metrics.SUPPORT_SEPARATED_STEP).firstKey()).isBetween(3L, 28L);
  }

  @Test
  void restore_ofAnotherProbe_saysWhich() throws IOException {
    SavedTraining saved;
    Experiment experiment = WatchedRelu.of(List.of(DistanceFromInit.of()));
    try (Training training = experiment.begin(run(experiment))) {
      saved = SavedTraining.of(training, 0);
    }
    Experiment other = WatchedRelu.of(List.of(LayerSpectra.of()));
    try (Training training = other.begin(run(other))) {
      assertThatThrownBy(() -> saved.restore(training))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "the probe 'distance from initialisation' was saved where '%s' is"
                  .formatted(LayerSpectra.of().name()));
    }
    Experiment more = WatchedRelu.of(allProbes());
    try (Training training = more.begin(run(more))) {
      assertThatThrownBy(() -> saved.restore(training))
          .hasMessage("1 probes were saved, and there are 4");
    }
  }

  private static ExperimentRun run(Experiment experiment) {
    return new ExperimentRun(3, STEPS, experiment.settings(), new RowBits(), () -> false);
  }

  private static List<NetworkProbe> allProbes() {
    Samples samples = WatchedRelu.samples(40);
    return List.of(
        DistanceFromInit.of(),
        ActivationPatternChange.at(MiniBatch.ofAll(samples).x()),
        FeatureSparsity.of("0"),
        InputSupport.irrelevant(3).separatedAbove(1, 10));
  }

  /** A small ReLU network whose target does not depend on its last input. */
  private record WatchedRelu(List<NetworkProbe> probes, Samples samples, int batchSize)
      implements Experiment {
    /** On 40 samples, 4 a step: an epoch is 10 steps. */
    static WatchedRelu of(List<NetworkProbe> probes) {
      return new WatchedRelu(probes, samples(40), 4);
    }

    static Samples samples(int count) {
      double[] x = RandomStream.gaussians(RandomStream.of(1, "x"), 4 * count);
      double[] y = new double[count];
      Arrays.setAll(y, i -> x[4 * i] + x[4 * i + 1] + x[4 * i + 2]);
      return new Samples(new Matrix(count, 4, x), y);
    }

    @Override
    public Training begin(ExperimentRun run) {
      Perceptron perceptron =
          new Perceptron(WIDTHS, Activation.RELU, false, WarmUpDecay.constant(0.05));
      RandomStream random = RandomStream.of(run.seed(), "weights");
      for (int layer = 0; layer < 2; layer++) {
        int count = WIDTHS[layer] * WIDTHS[layer + 1];
        double[] weights = RandomStream.gaussians(random, count);
        if (layer == 0) {
          for (int i = 3; i < count; i += 4) {
            weights[i] *= 0.05; // the irrelevant input's
          }
        }
        perceptron.weights(layer, new Matrix(WIDTHS[layer + 1], WIDTHS[layer], weights));
      }
      MultiLayerNetwork network = perceptron.network();
      PlateauListener.Builder listener =
          PlateauListener.builder().sink(run.sink()).lastStep(run.steps() - 1).unlimitedBudget();
      probes.forEach(probe -> listener.probe(Schedule.every(1), probe));
      return new NetworkTraining(
          network,
          new SgdSteps(network, 1, 0),
          new Epochs(samples, batchSize, RandomStream.of(run.seed(), "order")),
          listener.build(network));
    }

    @Override
    public ExperimentWords words() {
      return new ExperimentWords("relu", "for this test", "none", "nothing");
    }

    @Override
    public long defaultSteps() {
      return STEPS;
    }

    @Override
    public Settings settings() {
      return Settings.of();
    }

    @Override
    public Map<String, String> traits(Settings settings) {
      return Map.of();
    }
  }
}
