package dev.plateau.trainer.experiment.largesteps.sde;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.experiment.largesteps.ScheduledStep;
import dev.plateau.trainer.experiment.random.RandomStream;
import dev.plateau.trainer.experiment.training.DivergedException;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.Training;
import dev.plateau.trainer.listener.StepSink;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * An SDE or a gradient flow under way: a step is the time of one step of SGD. Its row's loss is the
 * full training loss, {@code sgd_loss} that of the SGD that goes along; both in the units of SGD's
 * runs.
 */
final class SdeTraining implements Training {
  private static final MetricName SGD_LOSS = MetricName.of("sgd_loss");

  private final ExperimentRun run;
  private final StepSink sink;
  private final SdeSubject subject;
  private final double noise;
  private final RandomStream random;
  private final LabelNoiseFlow flow;

  /**
   * A training that has not begun.
   *
   * @param noise c, the labels' variance δ over SGD's loss (1/2n) Σ r_i²; 0: gradient flow, along
   *     which no SGD is trained
   * @param substeps of the integrator for each step of SGD
   */
  SdeTraining(ExperimentRun run, SdeSubject subject, double noise, int substeps) {
    this.run = run;
    sink = run.sink();
    this.subject = subject;
    this.noise = noise;
    random = RandomStream.of(run.seed(), "label noise");
    flow = new LabelNoiseFlow(subject.network(), substeps, random);
  }

  @Override
  public void step(long step) {
    double learningRate = subject.learningRate().applyAsDouble(step);
    double scaledRate = subject.lossScale() * learningRate;
    sink.step(step);
    subject.measures().measure(scheduled(step), sink);
    double loss = subject.lossScale() * flow.step(scaledRate, noise(scaledRate));
    sink.put(Metrics.LOSS, loss);
    sink.put(Metrics.LEARNING_RATE, learningRate);
    sink.commit();
    if (!Double.isFinite(loss)) {
      throw new DivergedException(step, loss);
    }
  }

  /** An epoch is as many steps as there are samples. */
  private ScheduledStep scheduled(long step) {
    boolean beginsEpoch = step % subject.network().samples() == 0;
    return new ScheduledStep(step, beginsEpoch, step == run.steps() - 1);
  }

  /** δ of the step, from SGD's loss before its own step. */
  private double noise(double scaledRate) {
    if (noise == 0) {
      return 0;
    }
    double sgdLoss = subject.companion().step(scaledRate);
    sink.put(SGD_LOSS, subject.lossScale() * sgdLoss);
    return noise * sgdLoss;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    subject.network().save(out);
    subject.companion().save(out);
    random.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    subject.network().restore(in);
    subject.companion().restore(in);
    random.restore(in);
  }

  @Override
  public void close() {
    // Nothing is open between two steps.
  }
}
