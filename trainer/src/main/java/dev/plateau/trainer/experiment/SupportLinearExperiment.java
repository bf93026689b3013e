package dev.plateau.trainer.experiment;

import dev.plateau.protocol.ConfigKeys;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.listener.PlateauListener;
import dev.plateau.trainer.listener.Schedule;
import dev.plateau.trainer.network.InputSupport;
import dev.plateau.trainer.network.LayerSpectra;
import dev.plateau.trainer.network.MeanSquaredError;
import dev.plateau.trainer.probe.Matrix;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;

/**
 * A deep linear network learns which inputs its target depends on: mini-batch SGD shrinks the first
 * layer's weights of irrelevant inputs, the faster the larger η and the smaller the batch; gradient
 * descent leaves them. Source: Beneventano, Pinto, Poggio (2024), Figs 3, 10, 11, 12.
 */
public final class SupportLinearExperiment implements Experiment {
  private static final int[] WIDTHS = {SupportData.INPUTS, 15, 15, 15, 1};
  static final double CLIP_NORM = 1;
  private static final int ALL = -1;

  private static final Settings SETTINGS =
      Settings.of(
          new Setting("learning-rate", "0.1", "step size; the paper has 0.1, 0.2, 0.5"),
          new Setting(
              "batch-size",
              "32",
              "samples a step, without replacement; -1: all of them (gradient descent); the paper"
                  + " has 1, 32, 128, 512 for 200000 steps and -1 for 20000"),
          new Setting(
              "weight-decay", "0", "added after clipping; the paper has 0.1 with batch-size -1"),
          new Setting(
              "data-seed",
              "0",
              "0: the paper's own data; else data of the same kind; the run's seed draws the"
                  + " first weights and the order of samples"),
          new Setting("w1-norms", "every:1", "when the W1 norms are taken"),
          new Setting(
              "support",
              "every:100",
              "when the estimated support and its separation are taken; told is the first of 20"
                  + " in a row above 10"),
          new Setting(
              "measure",
              "every:1000",
              "when the full loss and the spectra of all layers are taken (some ms each)"));

  @Override
  public String name() {
    return "support-linear";
  }

  @Override
  public String summary() {
    return "deep linear network on a target of 5 of its 15 inputs";
  }

  @Override
  public String figure() {
    return "[S] Figs 3, 10, 11, 12";
  }

  @Override
  public String cost() {
    return "200000 steps: 80 s with batches of 1 or 32, 170 s of 512; of all samples 20000 steps:"
        + " 180 s";
  }

  @Override
  public long defaultSteps() {
    return 200_000;
  }

  @Override
  public Settings settings() {
    return SETTINGS;
  }

  @Override
  public Map<String, String> traits(Settings settings) {
    return Map.of(
        ConfigKeys.MODEL, "deep linear 15-15-15-15-1",
        ConfigKeys.OPTIMIZER, settings.integer("batch-size", ALL) == ALL ? "gd" : "sgd",
        ConfigKeys.SCHEDULE, "constant");
  }

  @Override
  public Training begin(ExperimentRun run) {
    Settings settings = run.settings();
    Samples samples =
        SupportData.of(settings.integer("data-seed", 0)).samples(x -> Arrays.stream(x).sum());
    int batchSize = batchSize(settings, samples.size());
    MultiLayerNetwork network = network(settings.number("learning-rate"), run.seed());
    SgdSteps sgd = new SgdSteps(network, CLIP_NORM, settings.number("weight-decay"));
    MiniBatch all = MiniBatch.ofAll(samples);
    Batches batches =
        batchSize == samples.size()
            ? new FullBatches(all)
            : new Epochs(samples, batchSize, RandomStream.of(run.seed(), "order"));
    return new NetworkTraining(network, sgd, batches, listener(run, all, network));
  }

  private static int batchSize(Settings settings, int samples) {
    int batchSize = settings.integer("batch-size", ALL);
    if (batchSize == 0 || batchSize > samples) {
      throw new IllegalArgumentException(
          "setting batch-size must be -1 (all) or from 1 to %d, got '%d'"
              .formatted(samples, batchSize));
    }
    return batchSize == ALL ? samples : batchSize;
  }

  /** He-normal weights: standard deviation √(2 / inputs of the layer). */
  static MultiLayerNetwork network(double learningRate, long seed) {
    Perceptron perceptron =
        new Perceptron(WIDTHS, Activation.IDENTITY, false, WarmUpDecay.constant(learningRate));
    Random random = RandomStream.of(seed, "weights");
    for (int layer = 0; layer < WIDTHS.length - 1; layer++) {
      int inputs = WIDTHS[layer];
      int outputs = WIDTHS[layer + 1];
      double[] weights = RandomStream.gaussians(random, outputs * inputs);
      Arrays.setAll(weights, i -> Math.sqrt(2.0 / inputs) * weights[i]);
      perceptron.weights(layer, new Matrix(outputs, inputs, weights));
    }
    return perceptron.network();
  }

  static PlateauListener listener(ExperimentRun run, MiniBatch all, MultiLayerNetwork network) {
    int[] irrelevant = IntStream.range(SupportData.RELEVANT, SupportData.INPUTS).toArray();
    Schedule w1Norms = run.settings().schedule("w1-norms");
    Schedule measure = run.settings().schedule("measure");
    return PlateauListener.builder()
        .sink(run.sink())
        .lastStep(run.steps() - 1)
        .unlimitedBudget()
        .irrelevantInputs(w1Norms, irrelevant)
        .probe(run.settings().schedule("support"), InputSupport.irrelevant(irrelevant))
        .probe(measure, LayerSpectra.of())
        .probe(measure, MeanSquaredError.of(Metrics.FULL_LOSS, all.x(), all.y()))
        .build(network);
  }
}
