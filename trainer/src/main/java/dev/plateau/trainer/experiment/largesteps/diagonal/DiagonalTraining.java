package dev.plateau.trainer.experiment.largesteps.diagonal;

import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.experiment.largesteps.ScheduledStep;
import dev.plateau.trainer.experiment.largesteps.StepProbe;
import dev.plateau.trainer.experiment.random.NumpyIntegers;
import dev.plateau.trainer.experiment.training.DivergedException;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.Training;
import dev.plateau.trainer.listener.StepSink;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * A diagonal network's training: every row has loss and learning rate, and what probes measure
 * before the step's update.
 */
final class DiagonalTraining implements Training {
  /** The paper's order of samples is NumPy's of seed 1; here it is the run's of seed 0. */
  private static final long SEED_OF_THE_PAPER = 1;

  private final ExperimentRun run;
  private final StepDecay rates;
  private final int samples;
  private final DiagonalNetwork network;
  private final Descent descent;
  private final List<StepProbe> probes;

  /**
   * A training.
   *
   * @param samples in the training set, an epoch of one-sample steps
   * @param network in its first state
   * @param descent of that network
   * @param probes of that network, in the order of their values in the row
   */
  DiagonalTraining(
      ExperimentRun run,
      StepDecay rates,
      int samples,
      DiagonalNetwork network,
      Descent descent,
      List<StepProbe> probes) {
    this.run = run;
    this.rates = rates;
    this.samples = samples;
    this.network = network;
    this.descent = descent;
    this.probes = List.copyOf(probes);
  }

  /** The order of samples that a run's seed draws. */
  static NumpyIntegers order(ExperimentRun run) {
    return order(run.seed());
  }

  /** The order of samples that a seed draws; 0: the paper's. */
  static NumpyIntegers order(long seed) {
    return new NumpyIntegers(seed + SEED_OF_THE_PAPER);
  }

  @Override
  public void step(long step) {
    StepSink sink = run.sink();
    double loss = descent.choose();
    double learningRate = rates.at(step, run.steps());
    sink.step(step);
    sink.put(Metrics.LOSS, loss);
    sink.put(Metrics.LEARNING_RATE, learningRate);
    ScheduledStep scheduled = new ScheduledStep(step, step % samples == 0, step == run.steps() - 1);
    for (StepProbe probe : probes) {
      probe.measure(scheduled, sink);
    }
    sink.commit();
    if (!Double.isFinite(loss)) {
      throw new DivergedException(step, loss);
    }
    descent.step(learningRate);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    network.save(out);
    descent.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    network.restore(in);
    descent.restore(in);
  }

  @Override
  public void close() {
    // Nothing is open between two steps.
  }
}
