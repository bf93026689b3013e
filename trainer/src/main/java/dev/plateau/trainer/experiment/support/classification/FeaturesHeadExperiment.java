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
import dev.plateau.trainer.network.InputDirections;
import dev.plateau.trainer.network.InputSubspace;
import dev.plateau.trainer.network.LayerSpectra;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A head of three layers learns classes from a frozen network's features, of which it needs few
 * directions. Which, a training with aggressive weight decay tells (the gold support); in its basis
 * W₁'s irrelevant norm shrinks under mini-batch SGD and stays under gradient descent. Source:
 * Beneventano, Pinto, Poggio (2024), App. E, Figs 8, 18, 19.
 *
 * <p>The gold support is found when a run begins, by a training that is the same for all runs of
 * the same data and the same {@code gold-…} settings.
 */
public final class FeaturesHeadExperiment implements Experiment {
  private static final int CORNER = 16;

  private static final Settings SETTINGS =
      Settings.of(
          new Setting("data", "", "folder with features.npy and labels.npy; or say --data DIR"),
          new Setting("learning-rate", "0.5", "step size"),
          new Setting(
              BatchSetting.KEY,
              "64",
              "samples a step, without replacement; -1: all of them (gradient descent)"),
          new Setting("weight-decay", "0", "added to the gradient"),
          new Setting("widths", "512,64", "of the two hidden layers"),
          new Setting("activation", "relu", "of the hidden layers: identity, relu, tanh, sigmoid"),
          new Setting(
              "initial-scale",
              "1",
              "s of the first weights and biases, uniform in s/sqrt(inputs) and its negative; 1 is"
                  + " PyTorch's default"),
          new Setting("samples", "2000", "training samples, the first of the file"),
          new Setting("gold-steps", "2000", "steps of the training that finds the support"),
          new Setting("gold-rate", "1", "its step size"),
          new Setting("gold-batch", "64", "its samples a step"),
          new Setting("gold-decay", "0.004", "its weight decay"),
          new Setting(
              "gold-share", "0.1", "a direction is relevant above that share of the strongest"),
          new Setting("measure", "every:20", "when the norms along the gold support are taken"),
          new Setting("full-loss", "every:200", "when training loss and error are taken"),
          new Setting(
              "arrays",
              "every:1000000000",
              "when all singular values and W1 in the gold basis are taken; at the first step and"
                  + " the last in any case"));

  @Override
  public ExperimentWords words() {
    return new ExperimentWords(
        "features-head",
        "three-layer head on 512 features of a frozen network, of which it needs few directions",
        "[S] Figs 8, 18, 19",
        "to begin: 18 s; then 3000 steps with batches of 64: 20 s; of 2000 samples: 11 s for"
            + " 100");
  }

  @Override
  public long defaultSteps() {
    return 3000;
  }

  @Override
  public Settings settings() {
    return SETTINGS;
  }

  @Override
  public Map<String, String> traits(Settings settings) {
    return Map.of(
        ConfigKeys.MODEL,
        settings.text("activation") + " head " + settings.text("widths").replace(',', '-'),
        ConfigKeys.OPTIMIZER,
        BatchSetting.isAll(settings) ? "gd" : "sgd",
        ConfigKeys.SCHEDULE,
        "constant");
  }

  @Override
  public Training begin(ExperimentRun run) {
    Settings settings = run.settings();
    Samples samples = FrozenFeatures.read(settings.text("data"), settings.integer("samples", 1));
    UniformStart start =
        new UniformStart(
            UniformStart.widths(settings, samples),
            ActivationNames.of(settings),
            settings.number("initial-scale"));
    MultiLayerNetwork network = start.network(settings.number("learning-rate"), run.seed());
    SgdSteps sgd = new SgdSteps(network, Double.POSITIVE_INFINITY, settings.number("weight-decay"));
    Batches batches = BatchSetting.of(settings, samples, run.seed());
    Schedule measure = settings.schedule("measure");
    Schedule arrays = settings.schedule("arrays");
    Schedule fullLoss = settings.schedule("full-loss");
    GoldSupport gold = GoldSupport.of(settings, samples, start);
    PlateauListener listener =
        PlateauListener.builder()
            .sink(run.sink())
            .lastStep(run.steps() - 1)
            .unlimitedBudget()
            .probe(measure, InputSubspace.of(gold.directions().allBut(gold.count())))
            .probe(fullLoss, DatasetFit.ofTraining(network, samples))
            .probe(arrays, LayerSpectra.of().withSingularValues())
            .probe(
                arrays,
                InputDirections.of(
                    gold.directions().directions(), Math.min(CORNER, samples.width())))
            .build(network);
    return new NetworkTraining(network, sgd, batches, listener);
  }
}
