package dev.plateau.trainer.experiment.largesteps.quadratic;

import dev.plateau.protocol.ConfigKeys;
import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.experiment.random.RandomStream;
import dev.plateau.trainer.experiment.training.DivergedException;
import dev.plateau.trainer.experiment.training.Experiment;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.ExperimentWords;
import dev.plateau.trainer.experiment.training.Settings;
import dev.plateau.trainer.experiment.training.Training;
import dev.plateau.trainer.listener.StepSink;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/**
 * The smallest network whose loss stabilises: h(x) = xθ² at a step size just above the edge of
 * stability leaps from one side of θ* to the other and stays between two levels of the loss,
 * forever. Source: Andriushchenko et al. (2023), Prop. 2 and 3.
 */
public final class QuadraticExperiment implements Experiment {
  private static final MetricName THETA = MetricName.of("theta");
  private static final MetricName LEAST_LOSS = MetricName.of("full_loss_least");
  private static final MetricName MOST_LOSS = MetricName.of("full_loss_most");
  private static final MetricName SINCE = MetricName.of("inside_since_step");
  private static final MetricName BELOW = MetricName.of("below_count");
  private static final MetricName ABOVE = MetricName.of("above_count");
  private static final MetricName SHARE = MetricName.of("inside_share");
  private static final Settings SETTINGS = QuadraticSettings.defaults();

  @Override
  public ExperimentWords words() {
    return new ExperimentWords(
        "quadratic-1d",
        "the network x*theta^2 of one weight, on both sides of its minimum in turn",
        "[L] Prop. 2, 3",
        "2000 steps: less than 1 s");
  }

  @Override
  public long defaultSteps() {
    return 2_000;
  }

  @Override
  public Settings settings() {
    return SETTINGS;
  }

  @Override
  public Map<String, String> traits(Settings settings) {
    return Map.of(
        ConfigKeys.MODEL, "x*theta^2",
        ConfigKeys.OPTIMIZER, settings.text("method"),
        ConfigKeys.SCHEDULE, "constant");
  }

  @Override
  public Training begin(ExperimentRun run) {
    return new QuadraticTraining(run);
  }

  /** One run. */
  private static final class QuadraticTraining implements Training {
    private final StepSink sink;
    private final QuadraticSettings settings;
    private final QuadraticNetwork network;
    private final PeriodTwo period;
    private final RandomStream order;

    QuadraticTraining(ExperimentRun run) {
      sink = run.sink();
      settings = QuadraticSettings.of(run.settings());
      network = settings.network();
      double epsilon =
          PeriodTwo.epsilon(settings.learningRate(), settings.target(), settings.leastInput());
      period = new PeriodTwo(settings.target(), epsilon, network.meanSquare());
      order = RandomStream.of(run.seed(), "order");
    }

    @Override
    public void step(long step) {
      int input = settings.isStochastic() ? order.nextInt(settings.inputCount()) : 0;
      double fullLoss = network.fullLoss();
      double loss = settings.isStochastic() ? network.loss(input) : fullLoss;
      period.visit(step, network.theta(), fullLoss);
      sink.step(step);
      sink.put(Metrics.LOSS, loss);
      sink.put(Metrics.LEARNING_RATE, settings.learningRate());
      sink.put(Metrics.FULL_LOSS, fullLoss);
      sink.put(THETA, network.theta());
      putPeriod(step);
      sink.commit();
      if (!Double.isFinite(loss)) {
        throw new DivergedException(step, loss);
      }
      if (settings.isStochastic()) {
        network.step(input, settings.learningRate());
      } else {
        network.step(settings.learningRate());
      }
    }

    private void putPeriod(long step) {
      if (step == 0) {
        sink.put(LEAST_LOSS, period.leastLoss());
        sink.put(MOST_LOSS, period.mostLoss());
      }
      if (period.hasBegun()) {
        sink.put(SINCE, (double) period.since());
        sink.put(BELOW, (double) period.below());
        sink.put(ABOVE, (double) period.above());
        sink.put(SHARE, period.insideShare());
      }
    }

    @Override
    public void save(DataOutput out) throws IOException {
      network.save(out);
      period.save(out);
      order.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      network.restore(in);
      period.restore(in);
      order.restore(in);
    }

    @Override
    public void close() {
      // Nothing is open between two steps.
    }
  }
}
