package dev.plateau.trainer.experiment.support.classification;

import dev.plateau.protocol.ConfigKeys;
import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.sgd.BatchSetting;
import dev.plateau.trainer.experiment.sgd.Batches;
import dev.plateau.trainer.experiment.sgd.NetworkTraining;
import dev.plateau.trainer.experiment.sgd.SgdSteps;
import dev.plateau.trainer.experiment.training.Experiment;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.ExperimentWords;
import dev.plateau.trainer.experiment.training.Setting;
import dev.plateau.trainer.experiment.training.Settings;
import dev.plateau.trainer.experiment.training.Training;
import dev.plateau.trainer.listener.PlateauListener;
import dev.plateau.trainer.listener.Schedule;
import dev.plateau.trainer.network.InputColumnNorms;
import dev.plateau.trainer.network.LayerSpectra;
import dev.plateau.trainer.network.NeverOnInputs;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * To which pixels of handwritten digits does a first layer attend? A perceptron 784-784-10 on
 * one-hot outputs, mean squared error, up to a test loss, so that batch sizes are compared where
 * they fit alike. Source: Beneventano, Pinto, Poggio (2024), Figs 2, 5, 6, 7.
 *
 * <p>Pixels that are off in all training samples keep their weights exactly unless they are decayed
 * (Prop. 5).
 */
public final class MnistSupportExperiment implements Experiment {
  private static final Settings SETTINGS =
      Settings.of(
          new Setting(
              "data", "", "folder with MNIST's four idx files, plain or .gz; or say --data DIR"),
          new Setting("learning-rate", "0.5", "step size"),
          new Setting(
              BatchSetting.KEY,
              "32",
              "samples a step, without replacement; -1: all of them; the paper has 32 and 2048"),
          new Setting("weight-decay", "0", "added to the gradient"),
          new Setting("widths", "784", "of the hidden layers, as 784 or 512,64"),
          new Setting("activation", "relu", "of the hidden layers: identity, relu, tanh, sigmoid"),
          new Setting(
              "initial-scale",
              "0.5",
              "s of the first weights and biases, uniform in s/sqrt(inputs) and its negative; 1 is"
                  + " PyTorch's default"),
          new Setting("samples", "12000", "training samples, the first of 60000"),
          new Setting("test-samples", "2000", "test samples, the first of 10000"),
          new Setting(
              "stop-at-test-loss",
              "0.053",
              "ends where a measured test loss is not above; 0: never"),
          new Setting(
              "measure", "every:2", "when test loss and error are taken (0.2 s for 2000 samples)"),
          new Setting(
              "full-loss",
              "every:1000",
              "when training loss and error are taken (1 s for 12000 samples)"),
          new Setting(
              "arrays",
              "every:1000000000",
              "when all singular values, W1's column norms and the covariance's eigenvalues are"
                  + " taken (1 s); at the first step and the last in any case"));

  @Override
  public ExperimentWords words() {
    return new ExperimentWords(
        "mnist-support",
        "perceptron on handwritten digits up to a test loss: to which pixels it attends",
        "[S] Figs 2, 5, 6, 7",
        "to a test loss of 0.053 with batches of 32: 61 steps, 5 s, of 2048: 53 steps, 20 s");
  }

  @Override
  public long defaultSteps() {
    return 2000;
  }

  @Override
  public Settings settings() {
    return SETTINGS;
  }

  @Override
  public Map<String, String> traits(Settings settings) {
    return Map.of(
        ConfigKeys.MODEL,
        "%s 784-%s-10"
            .formatted(
                settings.text("activation").toLowerCase(Locale.ROOT),
                settings.text("widths").replace(',', '-')),
        ConfigKeys.OPTIMIZER,
        BatchSetting.isAll(settings) ? "gd" : "sgd",
        ConfigKeys.SCHEDULE,
        "constant");
  }

  @Override
  public Training begin(ExperimentRun run) {
    Settings settings = run.settings();
    Mnist mnist =
        Mnist.read(
            settings.text("data"),
            settings.integer("samples", 1),
            settings.integer("test-samples", 1));
    Samples samples = mnist.training();
    MultiLayerNetwork network =
        new UniformStart(
                UniformStart.widths(settings, samples),
                ActivationNames.of(settings),
                settings.number("initial-scale"))
            .network(settings.number("learning-rate"), run.seed());
    double enough = settings.number("stop-at-test-loss");
    DatasetFit test = DatasetFit.ofTest(network, mnist.test());
    Batches batches = BatchSetting.of(settings, samples, run.seed());
    return new NetworkTraining(
        network,
        new SgdSteps(network, Double.POSITIVE_INFINITY, settings.number("weight-decay")),
        batches,
        listener(run, samples, test, network),
        () -> test.lastLoss() <= enough);
  }

  private static PlateauListener listener(
      ExperimentRun run, Samples samples, DatasetFit test, MultiLayerNetwork network) {
    Settings settings = run.settings();
    Schedule measure = settings.schedule("measure");
    Schedule arrays = settings.schedule("arrays");
    return PlateauListener.builder()
        .sink(run.sink())
        .lastStep(run.steps() - 1)
        .unlimitedBudget()
        .probe(measure, test)
        .probe(measure, NeverOnInputs.of(neverOn(samples)))
        .probe(settings.schedule("full-loss"), DatasetFit.ofTraining(network, samples))
        .probe(arrays, LayerSpectra.of().withSingularValues())
        .probe(arrays, new InputColumnNorms())
        .probe(arrays, new InputSpectrum(samples))
        .build(network);
  }

  /** The inputs that are 0 in all samples. */
  static int[] neverOn(Samples samples) {
    boolean[] isOn = new boolean[samples.width()];
    for (int i = 0; i < samples.size(); i++) {
      for (int j = 0; j < isOn.length; j++) {
        isOn[j] |= samples.x(i, j) != 0;
      }
    }
    return IntStream.range(0, isOn.length).filter(j -> !isOn[j]).toArray();
  }
}
