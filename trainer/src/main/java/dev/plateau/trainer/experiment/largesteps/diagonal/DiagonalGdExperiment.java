package dev.plateau.trainer.experiment.largesteps.diagonal;

import dev.plateau.protocol.ConfigKeys;
import dev.plateau.trainer.experiment.largesteps.LargeStepSettings;
import dev.plateau.trainer.experiment.largesteps.NamedRates;
import dev.plateau.trainer.experiment.training.Experiment;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.ExperimentWords;
import dev.plateau.trainer.experiment.training.Setting;
import dev.plateau.trainer.experiment.training.Settings;
import dev.plateau.trainer.experiment.training.Training;
import java.util.List;
import java.util.Map;

/**
 * A smaller diagonal linear network trained by full-batch gradient descent, whose loss stabilises
 * at a large step size too, but whose predictor generalises worse for it; and by SGD beside.
 * Source: Andriushchenko et al. (2023), Fig. 10.
 */
public final class DiagonalGdExperiment implements Experiment {
  private static final DiagonalSize SIZE = new DiagonalSize("diagonal-gd", 40, 100, 20);
  private static final String STOCHASTIC = "sgd-";
  private static final NamedRates<StepDecay> RATES =
      new NamedRates<StepDecay>("rate", StepDecay::scaled)
          .and("gd-constant", StepDecay.constant(2.0))
          .and("gd-decay-10", new StepDecay(3.53, 0.1, 4.8))
          .and("gd-decay-30", new StepDecay(3.53, 0.3, 3.4))
          .and("gd-decay-50", new StepDecay(3.53, 0.5, 1.5))
          .and("sgd-decay-50", new StepDecay(0.272, 0.5, 20));
  private static final long STEPS = 100_001;

  private static final Settings SETTINGS =
      Settings.of(
          new Setting(
              "rate",
              "gd-decay-50",
              "gradient descent at gd-constant (2.0), or 3.53 divided at a share of the steps:"
                  + " gd-decay-10 (/4.8), gd-decay-30 (/3.4), gd-decay-50 (/1.5); or SGD:"
                  + " sgd-decay-50 (0.272, /20), which most orders do not survive: seed 20 does"),
          LargeStepSettings.rateScale(
              "; for data 1 to 5, gradient descent: 0.88, 0.96, 1, 0.98, 1"),
          LargeStepSettings.dataSeed(),
          LargeStepSettings.measure("every:100"),
          LargeStepSettings.ntkRank("every:1000", "some 3 ms each"));

  @Override
  public ExperimentWords words() {
    return new ExperimentWords(
        "diagonal-gd",
        "diagonal linear network on 40 samples of 100 inputs, by gradient descent or SGD",
        "[L] Fig. 10",
        "100001 steps: 2 s");
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
        "diagonal linear, 100 inputs",
        ConfigKeys.OPTIMIZER,
        isStochastic(settings) ? "sgd" : "gd",
        ConfigKeys.SCHEDULE,
        settings.text("rate"));
  }

  private static boolean isStochastic(Settings settings) {
    return settings.text("rate").startsWith(STOCHASTIC);
  }

  @Override
  public Training begin(ExperimentRun run) {
    Settings settings = run.settings();
    StepDecay rates = RATES.of(settings);
    DiagonalData data = DiagonalData.of(SIZE, LargeStepSettings.dataSeed(settings));
    DiagonalNetwork network = DiagonalNetwork.first(SIZE.inputs());
    Descent descent =
        isStochastic(settings)
            ? new SampleDescent(network, data.training(), DiagonalTraining.order(run))
            : new BatchDescent(network, data.training());
    return new DiagonalTraining(
        run,
        rates,
        isStochastic(settings) ? SIZE.samples() : 1,
        network,
        descent,
        List.of(new DiagonalMeasures(network, data, settings)));
  }
}
