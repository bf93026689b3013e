package dev.plateau.trainer.experiment.largesteps.diagonal;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.largesteps.LargeStepSettings;
import dev.plateau.trainer.experiment.largesteps.ScheduledStep;
import dev.plateau.trainer.experiment.largesteps.StepProbe;
import dev.plateau.trainer.experiment.training.Settings;
import dev.plateau.trainer.listener.Schedule;
import dev.plateau.trainer.listener.StepSink;
import dev.plateau.trainer.network.NtkRank;
import dev.plateau.trainer.probe.Balancedness;
import dev.plateau.trainer.probe.DiagonalTangentFeatures;
import dev.plateau.trainer.probe.DiagonalTangentNorms;
import dev.plateau.trainer.probe.InputSet;
import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.OffSupportMedian;
import dev.plateau.trainer.probe.OffSupportNorm;
import dev.plateau.trainer.probe.PredictorNonzeros;
import dev.plateau.trainer.probe.RelativeRank;

/**
 * All that is measured of a diagonal network: on the schedule {@code measure} its losses, sparsity,
 * balance and the norms of its tangent features; on the schedule {@code ntk-rank} their rank.
 */
final class DiagonalMeasures implements StepProbe {
  private static final MetricName OFF_SUPPORT_NORM = MetricName.of("off_support_norm");
  private static final MetricName OFF_SUPPORT_MEDIAN = MetricName.of("off_support_median");

  private final DiagonalNetwork network;
  private final Samples training;
  private final Samples test;
  private final InputSet support;
  private final Matrix freshSamples;
  private final DiagonalTangentNorms norms;
  private final RelativeRank rank = new RelativeRank(RelativeRank.DIAGONAL_THRESHOLD);
  private final Schedule measure;
  private final Schedule ntkRank;

  /**
   * Measures of a network, which is live.
   *
   * @throws IllegalArgumentException naming the schedule that does not fit
   */
  DiagonalMeasures(DiagonalNetwork network, DiagonalData data, Settings settings) {
    this.network = network;
    training = data.training();
    test = data.test();
    support = data.support();
    freshSamples = data.freshSamples();
    norms = new DiagonalTangentNorms(freshSamples);
    measure = LargeStepSettings.schedule(settings, "measure");
    ntkRank = LargeStepSettings.schedule(settings, "ntk-rank");
  }

  @Override
  public void measure(ScheduledStep step, StepSink sink) {
    if (step.isDue(measure)) {
      putCheap(sink);
    }
    if (step.isDue(ntkRank)) {
      Matrix phi = DiagonalTangentFeatures.of(network.u(), network.v(), freshSamples);
      sink.put(Metrics.NTK_RANK, rank.of(phi));
    }
  }

  private void putCheap(StepSink sink) {
    double[] u = network.u();
    double[] v = network.v();
    sink.put(Metrics.FULL_LOSS, network.loss(training));
    sink.put(Metrics.TEST_LOSS, network.loss(test));
    sink.put(Metrics.PREDICTOR_NONZEROS, PredictorNonzeros.of(u, v));
    sink.put(Metrics.BALANCEDNESS, Balancedness.of(u, v));
    sink.put(OFF_SUPPORT_NORM, OffSupportNorm.of(u, v, support));
    sink.put(OFF_SUPPORT_MEDIAN, OffSupportMedian.of(u, v, support));
    sink.put(Metrics.TANGENT_NORM, norms.frobenius(u, v));
    sink.put(NtkRank.TANGENT_COLUMN_NORM, norms.meanColumn(u, v));
  }
}
