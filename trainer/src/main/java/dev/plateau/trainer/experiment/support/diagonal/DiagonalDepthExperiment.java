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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * In how many of several thousand trajectories a deep diagonal network finds the support in its
 * first layer: by gradient descent in a share of L^−(d−r), as chance has the first layer be the
 * smallest; by SGD in all, with two layers after some b/(η²R_j²) steps. Source: Beneventano, Pinto,
 * Poggio (2024), §3 and §4, Prop. 1 and 2.
 *
 * <p>A step is one of each trajectory; the run's loss is their mean. What is measured belongs to
 * the weights before the step.
 */
public final class DiagonalDepthExperiment implements Experiment {
  private static final MetricName TRAJECTORIES = MetricName.of("trajectories");
  private static final MetricName FOUND = MetricName.of("support_found");
  private static final MetricName FOUND_SHARE = MetricName.of("support_found_share");
  private static final MetricName CHANCE = MetricName.of("support_found_chance");
  private static final MetricName SETTLED = MetricName.of("support_settled");
  private static final MetricName FOUND_STEP = MetricName.of("support_found_step");
  private static final MetricName FALL_STEP = MetricName.of("imbalance_fall_step");
  private static final MetricName FALL_STEP_PREDICTED =
      MetricName.of("imbalance_fall_step_predicted");

  private static final Settings SETTINGS =
      Settings.of(
          DiagonalSettings.depth(3),
          DiagonalSettings.activation(),
          DiagonalSettings.inputs("relevant", 1),
          DiagonalSettings.inputs("irrelevant", 1),
          DiagonalSettings.batchSize(-1),
          new Setting("learning-rate", "0.02", "step size"),
          DiagonalSettings.noise(),
          DiagonalSettings.points(),
          new Setting("trajectories", "2000", "networks, each with first weights of its own"),
          DiagonalSettings.measure("log:20"));

  @Override
  public ExperimentWords words() {
    return new ExperimentWords(
        "diagonal-depth",
        "several thousand deep diagonal networks, whose first layer finds the support or not",
        "[S] §3, §4 (Prop. 1, 2)",
        "10000 steps of 2000 trajectories: 4 s");
  }

  @Override
  public long defaultSteps() {
    return 10_000;
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
    return new DepthTraining(run);
  }

  /** One run. */
  private static final class DepthTraining implements Training {
    private final ExperimentRun run;
    private final Schedule measure;
    private final double learningRate;
    private final DiagonalTask task;
    private final int batchSize;
    private final int depth;
    private final DiagonalTrajectories trajectories;
    private final FirstSteps found;
    private final FirstSteps fallen;
    private final double[] firstImbalances;

    DepthTraining(ExperimentRun run) {
      this.run = run;
      Settings settings = run.settings();
      measure = DiagonalSettings.measure(settings);
      learningRate = settings.number("learning-rate");
      task = DiagonalSettings.task(settings, run.seed());
      batchSize = DiagonalSettings.batchSize(settings, task.size());
      depth = DiagonalSettings.depth(settings);
      int count = settings.integer("trajectories", 1);
      RandomStream weights = RandomStream.of(run.seed(), "weights");
      List<double[][]> first = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        first.add(DiagonalTrajectories.independentWeights(task, depth, weights));
      }
      trajectories =
          new DiagonalTrajectories(task, first, batchSize, RandomStream.of(run.seed(), "order"));
      found = new FirstSteps(count);
      fallen = new FirstSteps(count * irrelevant());
      firstImbalances = new double[count * irrelevant()];
      for (int i = 0; i < firstImbalances.length; i++) {
        firstImbalances[i] = imbalance(i);
      }
    }

    private int irrelevant() {
      return task.inputs() - task.relevant();
    }

    /** |w₂² − w₁²| of irrelevant coordinate {@code i} of all trajectories. */
    private double imbalance(int i) {
      return Math.abs(
          trajectories.network(i / irrelevant()).imbalance(0, task.relevant() + i % irrelevant()));
    }

    @Override
    public void step(long step) {
      watch(step);
      StepSink sink = run.sink();
      sink.step(step);
      boolean beginsEpoch = step % (task.size() / batchSize) == 0;
      if (step == run.steps() - 1 || measure.isDue(step, beginsEpoch)) {
        measure(sink);
      }
      double loss = trajectories.step(learningRate);
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

    private void watch(long step) {
      for (int i = 0; i < trajectories.count(); i++) {
        if (found.isOpen(i) && trajectories.isFound(trajectories.network(i))) {
          found.happened(i, step);
        }
      }
      for (int i = 0; i < firstImbalances.length; i++) {
        if (fallen.isOpen(i) && imbalance(i) <= firstImbalances[i] / Math.E) {
          fallen.happened(i, step);
        }
      }
    }

    private void measure(StepSink sink) {
      int foundNow = trajectories.count(trajectories::isFound);
      sink.put(TRAJECTORIES, trajectories.count());
      sink.put(FOUND, foundNow);
      sink.put(FOUND_SHARE, (double) foundNow / trajectories.count());
      sink.put(CHANCE, Math.pow(depth, -irrelevant()));
      sink.put(SETTLED, trajectories.count(trajectories::isSettled));
      sink.put(Metrics.W1_RELEVANT_NORM, trajectories.medianNorm(0, 0, task.relevant()));
      sink.put(
          Metrics.W1_IRRELEVANT_NORM, trajectories.medianNorm(0, task.relevant(), task.inputs()));
      found.median().ifPresent(step -> sink.put(FOUND_STEP, (double) step));
      fallen.median().ifPresent(step -> sink.put(FALL_STEP, (double) step));
      if (depth == 2 && batchSize < task.size()) {
        sink.put(FALL_STEP_PREDICTED, predictedFallStep());
      }
    }

    /** b/(η²R²), R² the mean over irrelevant inputs (ReLU: above 0); infinite without noise. */
    private double predictedFallStep() {
      double energy = 0;
      for (int j = task.relevant(); j < task.inputs(); j++) {
        energy += task.noiseEnergy(j) / irrelevant();
      }
      return batchSize / (learningRate * learningRate * energy);
    }

    @Override
    public void save(DataOutput out) throws IOException {
      trajectories.save(out);
      found.save(out);
      fallen.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      trajectories.restore(in);
      found.restore(in);
      fallen.restore(in);
    }

    @Override
    public void close() {
      // Nothing is open between two steps.
    }
  }
}
