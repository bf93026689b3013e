package dev.plateau.trainer.experiment.largesteps.diagonal;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.largesteps.ScheduledStep;
import dev.plateau.trainer.experiment.largesteps.StepProbe;
import dev.plateau.trainer.listener.Schedule;
import dev.plateau.trainer.listener.StepSink;
import dev.plateau.trainer.probe.EuclideanDistance;
import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.MeanSquaredResidual;
import dev.plateau.trainer.probe.SgdLabelNoise;
import java.util.Arrays;

/**
 * Prop. 1 of a training under way: the label noise that its SGD amounts to. {@code label_noise} is
 * the noise's scale by going through all samples that the step could draw, {@code
 * label_noise_ratio} that over 2L(θ), {@code step_difference} how far the step that it takes is
 * from the full-batch step on labels y + ξ, over the step's own size. See {@link SgdLabelNoise}.
 */
final class LabelNoiseMeasures implements StepProbe {
  private static final MetricName RATIO = MetricName.of("label_noise_ratio");
  private static final MetricName STEP_DIFFERENCE = MetricName.of("step_difference");

  private final DiagonalNetwork network;
  private final Samples samples;
  private final SampleDescent descent;
  private final Schedule schedule;

  /** Of the step that a descent has chosen; network and descent are live. */
  LabelNoiseMeasures(
      DiagonalNetwork network, Samples samples, SampleDescent descent, Schedule schedule) {
    this.network = network;
    this.samples = samples;
    this.descent = descent;
    this.schedule = schedule;
  }

  @Override
  public void measure(ScheduledStep step, StepSink sink) {
    if (!step.isDue(schedule)) {
      return;
    }
    double[] residuals = network.residuals(samples);
    double scale = SgdLabelNoise.scale(residuals);
    sink.put(Metrics.LABEL_NOISE, scale);
    sink.put(RATIO, scale / twiceTheLoss(residuals));
    sink.put(STEP_DIFFERENCE, stepDifference(residuals));
  }

  private static double twiceTheLoss(double[] residuals) {
    int n = residuals.length;
    return MeanSquaredResidual.of(new Matrix(n, 1, residuals), Matrix.zeros(n, 1));
  }

  /** Of the gradients: the step size is the same for both. */
  private double stepDifference(double[] residuals) {
    double[] noise = SgdLabelNoise.of(residuals, descent.sample());
    double[] noisy = new double[noise.length];
    Arrays.setAll(noisy, i -> samples.y()[i] + noise[i]);
    Samples noisySamples = new Samples(samples.x(), noisy);
    double[] ofAll = network.gradient(noisySamples, network.residuals(noisySamples));
    double[] ofOne = descent.gradient();
    return EuclideanDistance.between(ofOne, ofAll)
        / EuclideanDistance.between(ofOne, new double[ofOne.length]);
  }
}
