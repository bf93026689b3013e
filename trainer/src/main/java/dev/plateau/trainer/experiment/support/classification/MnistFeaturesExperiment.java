package dev.plateau.trainer.experiment.support.classification;

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
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A small convolutional network learns digits, and what its layer of 512 units says of images
 * becomes the features that {@link FeaturesHeadExperiment} trains a head on. In the paper those are
 * a ResNet's on CIFAR-10, which takes days to train here.
 */
public final class MnistFeaturesExperiment implements Experiment {
  /** Units of the layer whose activations are the features, as the paper has. */
  static final int FEATURES = 512;

  private static final int SIDE = 28;
  private static final int MAPS = 8;

  private static final Settings SETTINGS =
      Settings.of(
          new Setting(
              "data", "", "folder with MNIST's four idx files, plain or .gz; or say --data DIR"),
          new Setting("out", "", "folder that features.npy and labels.npy are written into"),
          new Setting("features", "4000", "how many of the samples have features written"),
          new Setting("learning-rate", "0.1", "step size"),
          new Setting(BatchSetting.KEY, "32", "samples a step, without replacement"),
          new Setting("samples", "12000", "training samples, the first of 60000"),
          new Setting("test-samples", "1000", "test samples, the first of 10000"),
          new Setting("measure", "every:250", "when test loss and error are taken"));

  @Override
  public ExperimentWords words() {
    return new ExperimentWords(
        "mnist-features",
        "convolutional network on handwritten digits, whose 512 features are written to files",
        "[S] Figs 8, 18, 19: their features",
        "1000 steps: 25 s");
  }

  @Override
  public long defaultSteps() {
    return 1000;
  }

  @Override
  public Settings settings() {
    return SETTINGS;
  }

  @Override
  public Map<String, String> traits(Settings settings) {
    return Map.of(
        ConfigKeys.MODEL, "convolution 8 x 5 x 5, dense 512-10",
        ConfigKeys.OPTIMIZER, "sgd",
        ConfigKeys.SCHEDULE, "constant");
  }

  @Override
  public Training begin(ExperimentRun run) {
    Settings settings = run.settings();
    Mnist mnist =
        Mnist.read(
            settings.text("data"),
            settings.integer("samples", 1),
            settings.integer("test-samples", 1));
    FeatureFiles files = FeatureFiles.of(settings, mnist.training());
    MultiLayerNetwork network = network(settings.number("learning-rate"), run.seed());
    PlateauListener listener =
        PlateauListener.builder()
            .sink(run.sink())
            .lastStep(run.steps() - 1)
            .unlimitedBudget()
            .probe(settings.schedule("measure"), DatasetFit.ofTest(network, mnist.test()))
            .build(network);
    NetworkTraining training =
        new NetworkTraining(
            network,
            new SgdSteps(network, Double.POSITIVE_INFINITY, 0),
            BatchSetting.of(settings, mnist.training(), run.seed()),
            listener);
    return new FeatureTraining(training, network, files, run.steps() - 1);
  }

  private static MultiLayerNetwork network(double learningRate, long seed) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .updater(new Sgd(learningRate))
                .weightInit(WeightInit.ZERO)
                .list()
                .layer(
                    new ConvolutionLayer.Builder(5, 5)
                        .stride(2, 2)
                        .nOut(MAPS)
                        .activation(Activation.RELU)
                        .build())
                .layer(new DenseLayer.Builder().nOut(FEATURES).activation(Activation.RELU).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nOut(10)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.convolutionalFlat(SIDE, SIDE, 1))
                .build());
    network.init();
    draw(network, seed);
    return network;
  }

  /**
   * He-normal weights, and biases of 0; drawn here, as DL4J's own first weights are not the same
   * each time.
   */
  private static void draw(MultiLayerNetwork network, long seed) {
    Random random = RandomStream.of(seed, "weights");
    for (int layer = 0; layer < network.getnLayers(); layer++) {
      INDArray weights = network.getParam(layer + "_W");
      double std = Math.sqrt(2.0 / inputsOfAUnit(weights));
      double[] values = RandomStream.gaussians(random, (int) weights.length());
      Arrays.setAll(values, i -> std * values[i]);
      weights.assign(Nd4j.create(values, weights.shape(), 'c'));
    }
  }

  /** Of kernels (maps × channels × height × width), or of weights (inputs × outputs). */
  private static long inputsOfAUnit(INDArray weights) {
    return weights.rank() == 2 ? weights.size(0) : weights.length() / weights.size(0);
  }
}
