package dev.plateau.trainer.experiment.support.diagonal;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.experiment.random.RandomStream;
import dev.plateau.trainer.experiment.training.DivergedException;
import dev.plateau.trainer.experiment.training.Experiment;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.ExperimentWords;
import dev.plateau.trainer.experiment.training.Setting;
import dev.plateau.trainer.experiment.training.Settings;
import dev.plateau.trainer.experiment.training.Training;
import dev.plateau.trainer.listener.Schedule;
import dev.plateau.trainer.listener.StepSink;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A deep diagonal network whose first layer starts larger than the others: SGD's noise evens the
 * layers out, ‖W_{i+1}² − W_i²‖ → 0, gradient descent leaves them as they are. Source: Beneventano,
 * Pinto, Poggio (2024), §4.
 *
 * <p>What is measured belongs to the weights before the step.
 */
public final class BalancingExperiment implements Experiment {
  private static final double LEAST_FACTOR = 0.75;
  private static final double MOST_FACTOR = 1.25;

  private static final Settings SETTINGS =
      Settings.of(
          DiagonalSettings.depth(2),
          DiagonalSettings.activation(),
          DiagonalSettings.inputs("relevant", 5),
          DiagonalSettings.inputs("irrelevant", 10),
          DiagonalSettings.batchSize(1),
          new Setting("learning-rate", "0.01", "step size"),
          DiagonalSettings.noise(),
          DiagonalSettings.points(),
          new Setting("first-size", "1.5", "mean size of the first layer's first weights"),
          new Setting("other-size", "0.5", "mean size of the other layers' first weights"),
          DiagonalSettings.measure("every:100"));

  @Override
  public ExperimentWords words() {
    return new ExperimentWords(
        "balancing",
        "deep diagonal network from layers of different size, on 5 of its 15 inputs",
        "[S] §4",
        "60001 steps: less than 1 s");
  }

  @Override
  public long defaultSteps() {
    return 60_001;
  }

  @Override
  public Settings settings() {
    return SETTINGS;
  }

  @Override
  public Map<String, String> traits(Settings settings) {
    return DiagonalSettings.traits(settings);
  }

  @Override
  public Training begin(ExperimentRun run) {
    return new BalancingTraining(run);
  }

  /** One run. */
  private static final class BalancingTraining implements Training {
    private final ExperimentRun run;
    private final Schedule measure;
    private final double learningRate;
    private final DiagonalTask task;
    private final int batchSize;
    private final int depth;
    private final DiagonalTrajectories trajectory;

    BalancingTraining(ExperimentRun run) {
      this.run = run;
      Settings settings = run.settings();
      measure = DiagonalSettings.measure(settings);
      learningRate = settings.number("learning-rate");
      task = DiagonalSettings.task(settings, run.seed());
      batchSize = DiagonalSettings.batchSize(settings, task.size());
      depth = DiagonalSettings.depth(settings);
      trajectory =
          new DiagonalTrajectories(
              task,
              List.<double[][]>of(unbalanced(settings, RandomStream.of(run.seed(), "weights"))),
              batchSize,
              RandomStream.of(run.seed(), "order"));
    }

    /** Positive weights, each a quarter above or below its layer's mean size at most. */
    private double[][] unbalanced(Settings settings, RandomStream random) {
      double[][] weights = new double[depth][task.inputs()];
      for (int layer = 0; layer < depth; layer++) {
        double size = settings.number(layer == 0 ? "first-size" : "other-size");
        for (int j = 0; j < task.inputs(); j++) {
          double factor = LEAST_FACTOR + (MOST_FACTOR - LEAST_FACTOR) * random.nextDouble();
          weights[layer][j] = size * factor;
        }
      }
      return weights;
    }

    @Override
    public void step(long step) {
      StepSink sink = run.sink();
      sink.step(step);
      boolean isLast = step == run.steps() - 1;
      boolean beginsEpoch = step % (task.size() / batchSize) == 0;
      if (isLast || measure.isDue(step, beginsEpoch)) {
        measure(sink);
      }
      if (isLast || step == 0) {
        putWeights(sink);
      }
      double loss = trajectory.step(learningRate);
      sink.put(Metrics.LOSS, loss);
      sink.put(Metrics.LEARNING_RATE, learningRate);
      sink.put(Metrics.BATCH_SIZE, batchSize);
      long epoch = step * batchSize / task.size();
      sink.put(Metrics.EPOCH, (double) epoch);
      sink.commit();
      if (!Double.isFinite(loss)) {
        throw new DivergedException(step, loss);
      }
    }

    private void measure(StepSink sink) {
      int relevant = task.relevant();
      int inputs = task.inputs();
      for (int layer = 0; layer < depth - 1; layer++) {
        String name = Integer.toString(layer);
        sink.put(MetricName.of("imbalance", name), trajectory.medianImbalance(layer, 0, inputs));
        sink.put(
            MetricName.of("imbalance_relevant", name),
            trajectory.medianImbalance(layer, 0, relevant));
        sink.put(
            MetricName.of("imbalance_irrelevant", name),
            trajectory.medianImbalance(layer, relevant, inputs));
      }
      sink.put(Metrics.W1_RELEVANT_NORM, trajectory.medianNorm(0, 0, relevant));
      sink.put(Metrics.W1_IRRELEVANT_NORM, trajectory.medianNorm(0, relevant, inputs));
    }

    /** The diagonals: input j's weight of a layer is of its output j. */
    private void putWeights(StepSink sink) {
      for (int layer = 0; layer < depth; layer++) {
        for (int j = 0; j < task.inputs(); j++) {
          sink.put(
              Metrics.weight(Integer.toString(layer), j, j),
              trajectory.network(0).weight(layer, j));
        }
      }
    }

    @Override
    public void save(DataOutput out) throws IOException {
      trajectory.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      trajectory.restore(in);
    }

    @Override
    public void close() {
      // Nothing is open between two steps.
    }
  }
}
