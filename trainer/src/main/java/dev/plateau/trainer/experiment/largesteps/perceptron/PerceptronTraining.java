package dev.plateau.trainer.experiment.largesteps.perceptron;

import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.random.NumpyIntegers;
import dev.plateau.trainer.experiment.sgd.MiniBatch;
import dev.plateau.trainer.experiment.sgd.NetworkTraining;
import dev.plateau.trainer.experiment.sgd.Perceptron;
import dev.plateau.trainer.experiment.sgd.SgdSteps;
import dev.plateau.trainer.experiment.sgd.WarmUpDecay;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.Settings;
import dev.plateau.trainer.experiment.training.Training;
import dev.plateau.trainer.listener.PlateauListener;
import dev.plateau.trainer.listener.Schedule;
import dev.plateau.trainer.network.ActivationPatternChange;
import dev.plateau.trainer.network.DistanceFromInit;
import dev.plateau.trainer.network.FeatureSparsity;
import dev.plateau.trainer.network.MeanSquaredError;
import dev.plateau.trainer.network.NtkRank;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * How the second paper's perceptrons train: SGD on the mean squared error, by batches that are
 * drawn anew each step, without momentum, clipping or decay. Settings are {@link
 * PerceptronSettings}. Source: Andriushchenko et al. (2023), Figs 4, 5, 9, 11-13.
 */
final class PerceptronTraining {
  private PerceptronTraining() {}

  /**
   * A training that begins.
   *
   * @param orderSeed of the paper's order of samples, in NumPy; the run's seed is added
   * @param listener with all that is measured
   * @throws IllegalArgumentException naming the setting that does not fit
   */
  static Training begin(
      ExperimentRun run,
      PerceptronTask task,
      WarmUpDecay rate,
      long orderSeed,
      PlateauListener.Builder listener) {
    MultiLayerNetwork network = Perceptron.of(task.start(), rate).network();
    int batchSize = PerceptronSettings.batchSize(run.settings(), task.training().size());
    return new NetworkTraining(
        network,
        new SgdSteps(network, Double.POSITIVE_INFINITY, 0),
        new DrawnBatches(task.training(), batchSize, new NumpyIntegers(run.seed() + orderSeed)),
        listener.build(network));
  }

  /**
   * A listener with the measures that all have; an experiment adds its own.
   *
   * @param correlation of two units above which feature sparsity takes them for one
   */
  static PlateauListener.Builder listener(
      ExperimentRun run, PerceptronTask task, double correlation) {
    Settings settings = run.settings();
    MiniBatch training = MiniBatch.ofAll(task.training());
    Schedule measure = settings.schedule("measure");
    PlateauListener.Builder listener =
        PlateauListener.builder()
            .sink(run.sink())
            .lastStep(run.steps() - 1)
            .unlimitedBudget()
            .probe(measure, MeanSquaredError.of(Metrics.FULL_LOSS, training.x(), training.y()));
    Samples testSamples = task.test();
    if (testSamples != null) {
      MiniBatch test = MiniBatch.ofAll(testSamples);
      listener.probe(measure, MeanSquaredError.of(Metrics.TEST_LOSS, test.x(), test.y()));
    }
    listener.probe(settings.schedule("ntk-rank"), NtkRank.on(task.freshInputs()));
    addFeatures(settings.schedule("feature-sparsity"), training, task, correlation, listener);
    return listener;
  }

  private static void addFeatures(
      Schedule schedule,
      MiniBatch training,
      PerceptronTask task,
      double correlation,
      PlateauListener.Builder listener) {
    int hiddenLayers = task.start().layers().size() - 1;
    for (int layer = 0; layer < hiddenLayers; layer++) {
      listener.probe(
          schedule,
          FeatureSparsity.of(Integer.toString(layer)).at(training.x()).threshold(correlation));
    }
    listener
        .probe(schedule, ActivationPatternChange.at(training.x()))
        .probe(schedule, DistanceFromInit.of());
  }
}
