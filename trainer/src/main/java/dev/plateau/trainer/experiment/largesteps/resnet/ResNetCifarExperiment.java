package dev.plateau.trainer.experiment.largesteps.resnet;

import dev.plateau.protocol.ConfigKeys;
import dev.plateau.trainer.experiment.random.RandomStream;
import dev.plateau.trainer.experiment.sgd.BatchSetting;
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
import dev.plateau.trainer.network.FeatureSparsity;
import dev.plateau.trainer.network.NtkRankSampled;
import java.nio.file.Path;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A ResNet on CIFAR by SGD. With a large step size its loss stabilises until the step size falls;
 * the longer, the lower its test error ends and the sparser the features of its last blocks. In
 * full it takes a GPU; with a small width, on a part of the images or on generated ones it runs
 * anywhere. Source: Andriushchenko et al. (2023), Figs 1, 6, 14, 15.
 */
public final class ResNetCifarExperiment implements Experiment {
  private static final int EPOCHS = 100;
  private static final int BATCHES_OF_CIFAR = 50_000 / 256;

  private static final Settings SETTINGS =
      Settings.of(
          new Setting(
              "data", "", "folder with the binary files of CIFAR-10 or CIFAR-100; or --data DIR"),
          new Setting(
              "generate",
              "0",
              "images that are generated in CIFAR-10's files, in a folder of their own within data"
                  + " or in passing, and trained on instead, with as many to test; 0: none"),
          new Setting("data-seed", "0", "draws the generated images"),
          new Setting(
              "recipe",
              "plain",
              "plain (step size growing from 0.75), or state-of-the-art (0.05, momentum 0.9, weight"
                  + " decay 0.0005, crops and flips)"),
          new Setting(
              "rate",
              "decay-50",
              "small (0.01, state-of-the-art 0.002), or the recipe's step size until it falls at"
                  + " that share of the steps: decay-10, decay-30, decay-50; again at 90 %"),
          new Setting("rate-scale", "1", "factor of the learning rate"),
          new Setting("depth", "18", "18 or 34"),
          new Setting("width", "64", "channels of the first super-block; the last one has 8 times"),
          new Setting(
              "blocks",
              "post-activation",
              "post-activation, as the commands of the paper's code have it, or pre-activation"),
          new Setting("epochs", "100", "ends after so many, or after --steps if that is before"),
          new Setting(BatchSetting.KEY, "256", "images a step, without replacement"),
          new Setting("samples", "0", "training images, the first ones; 0: all"),
          new Setting("test-samples", "0", "test images, the first ones; 0: all"),
          new Setting(
              "model-seed", "0", "draws the first weights; the run's seed order, crops and flips"),
          new Setting(
              "measure", "every:200", "when losses and errors of training and test are taken"),
          new Setting(
              "measure-samples", "1280", "training images whose loss and error are taken, at most"),
          new Setting(
              "feature-sparsity", "every:200", "when the sparsity of blocks 3 and 4 is taken"),
          new Setting(
              "sparsity-samples", "10752", "training images for it, at most: the paper's 21 x 512"),
          new Setting(
              "ntk-rank",
              "every:1000000000",
              "when the rank of the sampled tangent kernel is taken; at the last step in any case"),
          new Setting("ntk-samples", "64", "test images for it, at most; 0: it is not taken"));

  @Override
  public ExperimentWords words() {
    return new ExperimentWords(
        "resnet-cifar",
        "ResNet-18 or 34 on CIFAR-10 or 100, or on generated images: sparsity of its features",
        "[L] Figs 1, 6, 14, 15",
        "in full 19500 steps of 42 s: 9 days; width 4, batches of 25: 0.2 s a step");
  }

  @Override
  public long defaultSteps() {
    return (long) EPOCHS * BATCHES_OF_CIFAR;
  }

  @Override
  public Settings settings() {
    return SETTINGS;
  }

  @Override
  public Map<String, String> traits(Settings settings) {
    return Map.of(
        ConfigKeys.MODEL,
        "ResNet-%s, width %s, %s"
            .formatted(settings.text("depth"), settings.text("width"), settings.text("blocks")),
        ConfigKeys.OPTIMIZER,
        CifarRecipe.of(settings).momentum() == 0 ? "sgd" : "momentum",
        ConfigKeys.SCHEDULE,
        settings.text("rate"));
  }

  @Override
  public Training begin(ExperimentRun run) {
    Settings settings = run.settings();
    CifarRecipe recipe = CifarRecipe.of(settings);
    CifarRate rate = recipe.rate(settings.text("rate"));
    Cifar cifar = images(settings);
    ResNet resNet =
        new ResNet(
            settings.integer("depth", 1),
            settings.integer("width", 1),
            ResidualBlocks.Kind.of(settings.text("blocks")),
            cifar.training().classes());
    ImageBatches batches = batches(settings, cifar.training(), recipe, run.seed());
    long steps = Math.min(run.steps(), (long) settings.integer("epochs", 1) * batches.perEpoch());
    ComputationGraph network =
        resNet.network(
            rate.over(steps, settings.number("rate-scale")), settings.integer("model-seed", 0));
    return new NetworkTraining(
        network,
        new SgdSteps(network, recipe.momentum(), recipe.weightDecay()),
        batches,
        listener(run, steps, cifar, network),
        () -> network.getConfiguration().getIterationCount() >= steps);
  }

  private static Cifar images(Settings settings) {
    String data = settings.text("data");
    int generated = settings.integer("generate", 0);
    int seed = settings.integer("data-seed", 0);
    if (generated == 0) {
      return read(data, settings);
    }
    return data.isEmpty()
        ? CifarLike.inPassing(generated, seed, folder -> read(folder.toString(), settings))
        : read(CifarLike.in(Path.of(data), generated, seed).toString(), settings);
  }

  private static Cifar read(String folder, Settings settings) {
    return Cifar.read(folder, settings.integer("samples", 0), settings.integer("test-samples", 0));
  }

  private static ImageBatches batches(
      Settings settings, ByteImages training, CifarRecipe recipe, long seed) {
    int size = settings.integer(BatchSetting.KEY, 1);
    if (size > training.count()) {
      throw new IllegalArgumentException(
          "setting batch-size must be at most %d, the training images, got '%d'"
              .formatted(training.count(), size));
    }
    return new ImageBatches(
        training, size, recipe.augmentation(seed), RandomStream.of(seed, "order"));
  }

  private static PlateauListener listener(
      ExperimentRun run, long steps, Cifar cifar, ComputationGraph network) {
    Settings settings = run.settings();
    Schedule measure = settings.schedule("measure");
    Schedule sparsity = settings.schedule("feature-sparsity");
    INDArray forSparsity = first(cifar.training(), settings.integer("sparsity-samples", 1));
    var listener =
        PlateauListener.builder()
            .sink(run.sink())
            .lastStep(steps - 1)
            .unlimitedBudget()
            .probe(
                measure,
                ImageFit.ofTraining(
                    network, cifar.training().first(settings.integer("measure-samples", 1))))
            .probe(measure, ImageFit.ofTest(network, cifar.test()));
    for (int superBlock : new int[] {3, 4}) {
      listener.probe(
          sparsity, FeatureSparsity.of(ResidualBlocks.end(superBlock)).at(forSparsity).rawRows());
    }
    int forKernel = settings.integer("ntk-samples", 0);
    if (forKernel > 0) {
      listener.probe(
          settings.schedule("ntk-rank"), NtkRankSampled.on(first(cifar.test(), forKernel)));
    }
    return listener.build(network);
  }

  private static INDArray first(ByteImages images, int wanted) {
    return images.inputs(0, Math.min(wanted, images.count()));
  }
}
