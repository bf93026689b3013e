package dev.plateau.trainer.experiment;

import dev.plateau.protocol.ConfigKeys;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.listener.Schedule;
import dev.plateau.trainer.listener.StepSink;
import dev.plateau.trainer.probe.Balancedness;
import dev.plateau.trainer.probe.DiagonalTangentFeatures;
import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.PredictorNonzeros;
import dev.plateau.trainer.probe.RelativeRank;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A diagonal linear network trained by SGD, one sample with replacement a step, from u = 0.1, v =
 * 0. At the large step size its loss stabilises until the step size falls, and meanwhile the
 * predictor becomes sparse. Source: Andriushchenko et al. (2023), Fig. 2.
 *
 * <p>On plain arrays: a step takes a fraction of a microsecond, DL4J's tens of them. Every step's
 * values are those before its update.
 */
public final class DiagonalExperiment implements Experiment {
  /** The paper's four runs. */
  private static final Map<String, StepDecay> RATES = new LinkedHashMap<>();

  static {
    RATES.put("constant", StepDecay.constant(0.25));
    RATES.put("decay-10", new StepDecay(0.282, 0.1, 4.8));
    RATES.put("decay-30", new StepDecay(0.282, 0.3, 3.4));
    RATES.put("decay-50", new StepDecay(0.282, 0.5, 1.5));
  }

  /** The paper's order of samples is NumPy's of seed 1; here it is the run's of seed 0. */
  private static final long SEED_OF_THE_PAPER = 1;

  private static final long STEPS = 100_001;
  private static final double FIRST_U = 0.1;
  private static final double FIRST_V = 0;

  private static final Settings SETTINGS =
      Settings.of(
          new Setting(
              "rate",
              "decay-50",
              "constant (0.25), or 0.282 divided at a share of the steps: decay-10 (/4.8), decay-30"
                  + " (/3.4), decay-50 (/1.5)"),
          new Setting(
              "rate-scale",
              "1",
              "factor of the learning rate; data other than 0 may diverge at 1: try 0.85 to 0.98"),
          new Setting(
              "data-seed",
              "0",
              "0: the paper's own data; else data of the same kind; the run's"
                  + " seed draws the order of samples"),
          new Setting(
              "measure",
              "every:100",
              "when full and test loss, predictor nonzeros and balancedness are taken"),
          new Setting("ntk-rank", "every:1000", "when the NTK rank is taken (some 15 ms each)"));

  @Override
  public String name() {
    return "diagonal";
  }

  @Override
  public String summary() {
    return "diagonal linear network on 80 samples of 200 inputs, 20 of them relevant";
  }

  @Override
  public String figure() {
    return "[L] Fig. 2";
  }

  @Override
  public String cost() {
    return "100001 steps: 2 s";
  }

  @Override
  public long defaultSteps() {
    return STEPS;
  }

  @Override
  public Settings settings() {
    return SETTINGS;
  }

  @Override
  public Map<String, String> traits(Settings settings) {
    return Map.of(
        ConfigKeys.MODEL, "diagonal linear, 200 inputs",
        ConfigKeys.OPTIMIZER, "sgd",
        ConfigKeys.SCHEDULE, settings.text("rate"));
  }

  @Override
  public Training begin(ExperimentRun run) {
    return new DiagonalTraining(run);
  }

  private static StepDecay rates(Settings settings) {
    String name = settings.text("rate");
    StepDecay rates = RATES.get(name);
    if (rates == null) {
      throw new IllegalArgumentException(
          "setting rate must be one of "
              + String.join(", ", RATES.keySet())
              + ", got '"
              + name
              + "'");
    }
    return rates.scaled(settings.number("rate-scale"));
  }

  /** One run. */
  private static final class DiagonalTraining implements Training {
    private final ExperimentRun run;
    private final StepDecay rates;
    private final Schedule measure;
    private final Schedule ntkRank;
    private final DiagonalData data;
    private final Matrix freshSamples;
    private final NumpyIntegers order;
    private final DiagonalNetwork network =
        new DiagonalNetwork(DiagonalData.INPUTS, FIRST_U, FIRST_V);
    private final RelativeRank rank = new RelativeRank(RelativeRank.DIAGONAL_THRESHOLD);

    DiagonalTraining(ExperimentRun run) {
      this.run = run;
      rates = rates(run.settings());
      measure = schedule(run.settings(), "measure");
      ntkRank = schedule(run.settings(), "ntk-rank");
      data = DiagonalData.of(run.settings().integer("data-seed", 0));
      freshSamples = asManyAsParameters(data.test().x());
      order = new NumpyIntegers(run.seed() + SEED_OF_THE_PAPER);
    }

    /** Measured within the training's own loop, whose time nobody accounts for. */
    private static Schedule schedule(Settings settings, String key) {
      Schedule schedule = settings.schedule(key);
      if (schedule instanceof Schedule.WithinBudget) {
        throw new IllegalArgumentException(
            "setting %s must be every:N, log:K or at-epoch here, got '%s'"
                .formatted(key, settings.text(key)));
      }
      return schedule;
    }

    /** The paper takes the first 2d test samples for the NTK's features. */
    private static Matrix asManyAsParameters(Matrix x) {
      int samples = 2 * x.columns();
      return new Matrix(samples, x.columns(), Arrays.copyOf(x.data(), samples * x.columns()));
    }

    @Override
    public void step(long step) {
      double loss = report(step);
      if (!Double.isFinite(loss)) {
        throw new DivergedException(step, loss);
      }
    }

    @Override
    public void save(DataOutput out) throws IOException {
      network.save(out);
      order.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      network.restore(in);
      order.restore(in);
    }

    @Override
    public void close() {
      // Nothing is open between two steps.
    }

    private double report(long step) {
      StepSink sink = run.sink();
      double learningRate = rates.at(step, run.steps());
      sink.step(step);
      measure(step, sink);
      double loss =
          network.step(data.training(), order.below(data.training().size()), learningRate);
      sink.put(Metrics.LOSS, loss);
      sink.put(Metrics.LEARNING_RATE, learningRate);
      sink.commit();
      return loss;
    }

    private void measure(long step, StepSink sink) {
      boolean isLast = step == run.steps() - 1;
      boolean beginsEpoch = step % data.training().size() == 0;
      if (isLast || measure.isDue(step, beginsEpoch)) {
        sink.put(Metrics.FULL_LOSS, network.loss(data.training()));
        sink.put(Metrics.TEST_LOSS, network.loss(data.test()));
        sink.put(Metrics.PREDICTOR_NONZEROS, PredictorNonzeros.of(network.u(), network.v()));
        sink.put(Metrics.BALANCEDNESS, Balancedness.of(network.u(), network.v()));
      }
      if (isLast || ntkRank.isDue(step, beginsEpoch)) {
        Matrix phi = DiagonalTangentFeatures.of(network.u(), network.v(), freshSamples);
        sink.put(Metrics.NTK_RANK, rank.of(phi));
      }
    }
  }
}
