package dev.plateau.trainer.experiment.support.toy;

import dev.plateau.protocol.ConfigKeys;
import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.training.DivergedException;
import dev.plateau.trainer.experiment.training.Experiment;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.ExperimentWords;
import dev.plateau.trainer.experiment.training.Setting;
import dev.plateau.trainer.experiment.training.Settings;
import dev.plateau.trainer.experiment.training.Training;
import dev.plateau.trainer.listener.StepSink;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/**
 * The smallest network that can learn a support, f(x) = a·b·x: gradient descent stops at the first
 * minimum that it meets, SGD drifts along the minima to the one of least norm as long as its
 * batches disagree. Source: Beneventano, Pinto, Poggio (2024), Figs 4 and 9, App. B.
 *
 * <p>Batches are taken in the data's own order, over and over: nothing is random but the data of
 * Fig. 9. A row's values are those before its step, so that 501 steps tell where 500 lead.
 */
public final class ToyExperiment implements Experiment {
  private static final double FIRST_A = 4;
  private static final MetricName A = MetricName.of("a");
  private static final MetricName B = MetricName.of("b");
  private static final MetricName IMBALANCE = MetricName.of("imbalance");

  private static final Settings SETTINGS =
      Settings.of(
          new Setting(
              "variant",
              ToyVariant.D1_SGD.key(),
              "data and batches, one of "
                  + ToyVariant.keys()
                  + "; d1, d2: Fig. 4, a = 4, b = 1; noise: Fig. 9, a = 4, b = 2, 551 steps, its"
                  + " data those of the paper with seed 0"),
          new Setting("learning-rate", "0.008", "step size"),
          new Setting("weight-decay", "1.0", "of noise-gd-decay; the others have none"));

  @Override
  public ExperimentWords words() {
    return new ExperimentWords(
        "toy-abx",
        "the network a*b*x of two weights on 2 or 100 samples",
        "[S] Figs 4, 9, App. B",
        "501 steps: less than 1 s; 10001 steps: less than 1 s");
  }

  @Override
  public long defaultSteps() {
    return 501;
  }

  @Override
  public Settings settings() {
    return SETTINGS;
  }

  @Override
  public Map<String, String> traits(Settings settings) {
    ToyVariant variant = ToyVariant.of(settings);
    return Map.of(
        ConfigKeys.MODEL, "a*b*x",
        ConfigKeys.OPTIMIZER, variant.key().contains("sgd") ? "sgd" : "gd",
        ConfigKeys.SCHEDULE, "constant");
  }

  @Override
  public Training begin(ExperimentRun run) {
    return new ToyTraining(run);
  }

  /** One run. */
  private static final class ToyTraining implements Training {
    private final StepSink sink;
    private final ToyVariant variant;
    private final Samples samples;
    private final double learningRate;
    private final double weightDecay;
    private final ProductNetwork network;

    ToyTraining(ExperimentRun run) {
      sink = run.sink();
      variant = ToyVariant.of(run.settings());
      samples = variant.data(run.seed());
      learningRate = run.settings().number("learning-rate");
      double decay = run.settings().number("weight-decay");
      weightDecay = variant.isDecayed() ? decay : 0;
      network = new ProductNetwork(FIRST_A, variant.firstB());
    }

    @Override
    public void step(long step) {
      int size = variant.batchSize();
      int from = (int) (step * size % samples.size());
      double loss = network.loss(samples, from, size);
      double slope = network.slope(samples, from, size);
      sink.step(step);
      sink.put(Metrics.LOSS, loss);
      sink.put(Metrics.LEARNING_RATE, learningRate);
      sink.put(Metrics.BATCH_SIZE, size);
      long epoch = step * size / samples.size();
      sink.put(Metrics.EPOCH, (double) epoch);
      sink.put(Metrics.FULL_LOSS, network.loss(samples, 0, samples.size()));
      sink.put(Metrics.GRADIENT_NORM, Math.abs(slope) * network.norm());
      putWeights();
      sink.commit();
      if (!Double.isFinite(loss)) {
        throw new DivergedException(step, loss);
      }
      network.step(slope, learningRate, weightDecay);
    }

    private void putWeights() {
      double a = network.a();
      double b = network.b();
      sink.put(Metrics.PARAMETER_NORM, network.norm());
      sink.put(
          variant.isInputRelevant() ? Metrics.W1_RELEVANT_NORM : Metrics.W1_IRRELEVANT_NORM,
          Math.abs(a));
      sink.put(A, a);
      sink.put(B, b);
      sink.put(IMBALANCE, a * a - b * b);
    }

    @Override
    public void save(DataOutput out) throws IOException {
      network.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      network.restore(in);
    }

    @Override
    public void close() {
      // Nothing is open between two steps.
    }
  }
}
