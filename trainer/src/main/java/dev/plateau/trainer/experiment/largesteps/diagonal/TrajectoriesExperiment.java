package dev.plateau.trainer.experiment.largesteps.diagonal;

import dev.plateau.protocol.ConfigKeys;
import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.largesteps.LargeStepSettings;
import dev.plateau.trainer.experiment.largesteps.NamedRates;
import dev.plateau.trainer.experiment.random.NumpyIntegers;
import dev.plateau.trainer.experiment.training.Experiment;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.ExperimentWords;
import dev.plateau.trainer.experiment.training.Setting;
import dev.plateau.trainer.experiment.training.Settings;
import dev.plateau.trainer.experiment.training.Training;
import java.util.List;
import java.util.Map;

/**
 * A diagonal linear network by gradient flow, gradient descent and SGD from the same start, seen on
 * the plane through that start, the ground truth and gradient flow's solution. Flow and gradient
 * descent end in minima that generalise worse than the one that SGD with large steps finds. Source:
 * Andriushchenko et al. (2023), Fig. 3.
 */
public final class TrajectoriesExperiment implements Experiment {
  private static final DiagonalSize SIZE = new DiagonalSize("trajectories", 20, 30, 3);
  private static final long STEPS = 10_001;

  /** The paper's order of samples is NumPy's of seed 2; here it is the run's of seed 0. */
  private static final long SEED_OF_THE_PAPER = 2;

  private static final String FLOW = "flow";
  private static final String SGD = "sgd";

  /** Gradient flow is gradient descent at a small step size, as in the paper's code. */
  private static final StepDecay FLOW_RATE = StepDecay.constant(0.03);

  private static final NamedRates<StepDecay> RATES =
      new NamedRates<StepDecay>("method", StepDecay::scaled)
          .and(FLOW, FLOW_RATE)
          .and("gd", new StepDecay(3.0, 0.5, 3))
          .and(SGD, new StepDecay(0.6, 0.5, 3));

  private static final Settings SETTINGS =
      Settings.of(
          new Setting(
              "method",
              SGD,
              "flow (gradient descent at 0.03), gd (3.0, /3 at half of the steps) or sgd (0.6, /3"
                  + " at half of the steps)"),
          LargeStepSettings.rateScale(""),
          LargeStepSettings.dataSeed(),
          new Setting("plane", "log:50", "when the place on the plane is taken"),
          LargeStepSettings.measure("log:50"),
          LargeStepSettings.ntkRank("log:10", "less than 1 ms each"));

  @Override
  public ExperimentWords words() {
    return new ExperimentWords(
        "trajectories",
        "diagonal linear network on 20 samples of 30 inputs, seen on a plane of its parameters",
        "[L] Fig. 3",
        "10001 steps: less than 1 s");
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
        ConfigKeys.MODEL,
        "diagonal linear, 30 inputs",
        ConfigKeys.OPTIMIZER,
        settings.text("method").equals(SGD) ? SGD : "gd",
        ConfigKeys.SCHEDULE,
        settings.text("method"));
  }

  @Override
  public Training begin(ExperimentRun run) {
    Settings settings = run.settings();
    StepDecay rates = RATES.of(settings);
    DiagonalData data = data(LargeStepSettings.dataSeed(settings));
    DiagonalNetwork network = DiagonalNetwork.first(SIZE.inputs());
    boolean isStochastic = settings.text("method").equals(SGD);
    Descent descent =
        isStochastic
            ? new SampleDescent(
                network, data.training(), new NumpyIntegers(run.seed() + SEED_OF_THE_PAPER))
            : new BatchDescent(network, data.training());
    return new DiagonalTraining(
        run,
        rates,
        isStochastic ? SIZE.samples() : 1,
        network,
        descent,
        List.of(
            new DiagonalMeasures(network, data, settings),
            new PlaneMeasures(
                network,
                isStochastic,
                flowSolution(data.training()),
                data,
                LargeStepSettings.schedule(settings, "plane"))));
  }

  private static DiagonalData data(long seed) {
    return seed == 0 ? DiagonalData.ofNumpy(SIZE, 0) : DiagonalData.generated(SIZE, seed);
  }

  /** Where gradient flow is after the paper's steps, whatever the run's method and steps. */
  private static double[] flowSolution(Samples samples) {
    DiagonalNetwork network = DiagonalNetwork.first(SIZE.inputs());
    BatchDescent descent = new BatchDescent(network, samples);
    for (long step = 0; step < STEPS; step++) {
      descent.choose();
      descent.step(FLOW_RATE.at(step, STEPS));
    }
    return PlaneMeasures.state(network.u(), network.v());
  }
}
