package dev.plateau.trainer.experiment.largesteps.perceptron;

import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.largesteps.LargeStepSettings;
import dev.plateau.trainer.experiment.largesteps.ScheduledStep;
import dev.plateau.trainer.experiment.largesteps.StepProbe;
import dev.plateau.trainer.experiment.largesteps.sde.TangentNetwork;
import dev.plateau.trainer.experiment.training.Settings;
import dev.plateau.trainer.listener.Schedule;
import dev.plateau.trainer.listener.StepSink;
import dev.plateau.trainer.network.NtkRank;
import dev.plateau.trainer.network.PredictorValues;
import dev.plateau.trainer.probe.ActivationPattern;
import dev.plateau.trainer.probe.ColumnNorms;
import dev.plateau.trainer.probe.DenseLayer;
import dev.plateau.trainer.probe.EuclideanDistance;
import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.MeanSquaredResidual;
import dev.plateau.trainer.probe.Mlp;
import dev.plateau.trainer.probe.RelativeRank;
import dev.plateau.trainer.probe.SparsityCoefficient;
import dev.plateau.trainer.probe.TangentFeatures;
import dev.plateau.trainer.probe.TangentNorm;
import java.util.Arrays;
import java.util.List;

/**
 * Measures of a perceptron on plain arrays, as the listener takes them of DL4J's: {@code
 * full_loss}, {@code test_loss} where there are test samples, {@code distance_from_init} of each
 * layer, {@code relu_pattern_change} and {@code feature_sparsity} of the hidden ones on the
 * training samples, the tangent features' rank and norms, and with one input the predictor.
 */
final class PerceptronMeasures implements StepProbe {
  private final PerceptronTangents network;
  private final PerceptronTask task;
  private final SparsityCoefficient sparsity;
  private final Schedule measure;
  private final Schedule ntkRank;
  private final Schedule featureSparsity;
  private final Schedule predictor;
  private final RelativeRank rank = new RelativeRank(RelativeRank.RELU_THRESHOLD);
  private final List<ActivationPattern> firstPatterns;

  /**
   * The measures of a network that begins as its task says.
   *
   * @param correlation of two units above which feature sparsity takes them for one
   * @throws IllegalArgumentException naming the schedule that does not fit
   */
  PerceptronMeasures(
      PerceptronTangents network, PerceptronTask task, double correlation, Settings settings) {
    this.network = network;
    this.task = task;
    measure = LargeStepSettings.schedule(settings, "measure");
    ntkRank = LargeStepSettings.schedule(settings, "ntk-rank");
    featureSparsity = LargeStepSettings.schedule(settings, "feature-sparsity");
    predictor = LargeStepSettings.schedule(settings, "predictor");
    sparsity = SparsityCoefficient.ofNormalizedRows(correlation);
    firstPatterns =
        hidden(task.start()).stream()
            .map(activations -> ActivationPattern.of(activations))
            .toList();
  }

  @Override
  public void measure(ScheduledStep step, StepSink row) {
    if (step.isDue(measure)) {
      reportLosses(row);
    }
    if (step.isDue(featureSparsity)) {
      reportSparsity(row);
      reportMovement(row);
    }
    if (step.isDue(ntkRank)) {
      reportTangents(row);
    }
    if (task.start().inputCount() == 1 && step.isDue(predictor)) {
      reportPredictor(row);
    }
  }

  private List<Matrix> hidden(Mlp mlp) {
    return mlp.hiddenActivations(task.training().x());
  }

  private void reportLosses(StepSink row) {
    row.put(Metrics.FULL_LOSS, 2 * TangentNetwork.loss(network.residuals()));
    Samples test = task.test();
    if (test != null) {
      Matrix h = new Matrix(test.size(), 1, network.mlp().outputs(test.x()));
      row.put(Metrics.TEST_LOSS, MeanSquaredResidual.of(h, test.targets()));
    }
  }

  private void reportMovement(StepSink row) {
    Mlp mlp = network.mlp();
    List<Matrix> now = hidden(mlp);
    for (int l = 0; l < mlp.layers().size(); l++) {
      double distance = distance(mlp.layers().get(l), task.start().layers().get(l));
      row.put(Metrics.distanceFromInit(name(l)), distance);
      if (l < now.size()) {
        ActivationPattern pattern = ActivationPattern.of(now.get(l));
        row.put(Metrics.patternChange(name(l)), firstPatterns.get(l).shareChangedTo(pattern));
      }
    }
  }

  private static double distance(DenseLayer layer, DenseLayer first) {
    return Math.hypot(
        EuclideanDistance.between(layer.weights().data(), first.weights().data()),
        EuclideanDistance.between(layer.biases(), first.biases()));
  }

  private void reportSparsity(StepSink row) {
    List<Matrix> now = hidden(network.mlp());
    for (int l = 0; l < now.size(); l++) {
      row.put(Metrics.featureSparsity(name(l)), sparsity.of(now.get(l)));
    }
  }

  private void reportTangents(StepSink row) {
    Matrix phi = TangentFeatures.of(network.mlp(), task.freshInputs());
    row.put(Metrics.NTK_RANK, rank.of(phi));
    row.put(Metrics.TANGENT_NORM, TangentNorm.of(phi));
    row.put(NtkRank.TANGENT_COLUMN_NORM, Arrays.stream(ColumnNorms.of(phi)).average().orElse(0));
  }

  private void reportPredictor(StepSink row) {
    double[] x = Regression1dData.predictorInputs();
    double[] h = network.mlp().outputs(new Matrix(x.length, 1, x));
    for (int k = 0; k < h.length; k++) {
      row.put(PredictorValues.metric(k), h[k]);
    }
  }

  /** As DL4J names the layers of its perceptrons. */
  private static String name(int layer) {
    return "layer" + layer;
  }
}
