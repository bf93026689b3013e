package dev.plateau.trainer.experiment.largesteps.perceptron;

import dev.plateau.trainer.experiment.largesteps.NamedRates;
import dev.plateau.trainer.experiment.sgd.WarmUpDecay;
import dev.plateau.trainer.experiment.training.Experiment;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.ExperimentWords;
import dev.plateau.trainer.experiment.training.Setting;
import dev.plateau.trainer.experiment.training.Settings;
import dev.plateau.trainer.experiment.training.Training;
import dev.plateau.trainer.listener.PlateauListener;
import dev.plateau.trainer.network.PredictorValues;
import dev.plateau.trainer.probe.SparsityCoefficient;
import java.util.Map;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A ReLU network 1-100-1 learns 12 points by SGD, one with replacement a step, its step size warmed
 * up in proportion to how long it is large. The longer, the simpler the function that it ends with.
 * Source: Andriushchenko et al. (2023), Figs 4, 11, 12.
 */
public final class Regression1dExperiment implements Experiment {
  private static final double FIRST_RATE = 0.0002;
  private static final double WARM_UP = 400;

  /** The paper's two runs. */
  static final NamedRates<WarmUpDecay> RATES =
      new NamedRates<WarmUpDecay>("rate", WarmUpDecay::scaled)
          .and("decay-2", warmedUp(0.02, 2.5))
          .and("decay-50", warmedUp(0.5, 3));

  /** The paper's order of samples is NumPy's of this seed; here it is the run's of seed 0. */
  static final long ORDER_SEED = 3;

  private static final Settings SETTINGS =
      PerceptronSettings.of(
          new Setting(
              "rate",
              "decay-50",
              "0.0002 warmed up and then divided at a share of the steps: decay-2 (/2.5), decay-50"
                  + " (/3)"),
          "first weights",
          new Setting("measure", "every:50", "when full loss is taken"),
          new Setting(
              "ntk-rank", "every:200", "when the NTK's rank and norms are taken (some 8 ms each)"),
          new Setting(
              "warm-up",
              "400",
              "the step size is warmed up to this times the share; 500 regularises too much"),
          new Setting(
              "predictor",
              "log:10",
              "when the network's output is told at 60 inputs; and at the end"));

  private static WarmUpDecay warmedUp(double share, double decayFactor) {
    return new WarmUpDecay(FIRST_RATE, WARM_UP * share, 1, share, decayFactor, 1);
  }

  @Override
  public ExperimentWords words() {
    return new ExperimentWords(
        "regression-1d",
        "ReLU network of 100 units on 12 points in one dimension",
        "[L] Figs 4, 11, 12",
        "31623 steps: 17 s");
  }

  @Override
  public long defaultSteps() {
    return 31_623;
  }

  @Override
  public Settings settings() {
    return SETTINGS;
  }

  @Override
  public Map<String, String> traits(Settings settings) {
    return PerceptronSettings.traits(settings, "ReLU 1-100-1");
  }

  /** The learning rate that is set. */
  static WarmUpDecay rate(Settings settings, long steps) {
    WarmUpDecay named = RATES.of(settings).over(steps);
    return named.warmedUpTo(settings.number("warm-up") * named.share());
  }

  @Override
  public Training begin(ExperimentRun run) {
    Settings settings = run.settings();
    PerceptronTask task = Regression1dData.of(PerceptronSettings.dataSeed(settings));
    double[] grid = Regression1dData.predictorInputs();
    PlateauListener.Builder listener =
        PerceptronTraining.listener(run, task, SparsityCoefficient.ONE_INPUT_THRESHOLD)
            .probe(
                settings.schedule("predictor"),
                PredictorValues.at(Nd4j.createFromArray(grid).reshape(grid.length, 1)));
    return PerceptronTraining.begin(run, task, rate(settings, run.steps()), ORDER_SEED, listener);
  }
}
