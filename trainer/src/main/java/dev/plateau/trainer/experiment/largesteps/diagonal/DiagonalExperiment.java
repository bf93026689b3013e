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
 * A diagonal linear network trained by SGD, one sample with replacement a step, from u = 0.1, v =
 * 0. At the large step size its loss stabilises until the step size falls, and meanwhile the
 * predictor becomes sparse. Source: Andriushchenko et al. (2023), Fig. 2.
 *
 * <p>On plain arrays: a step takes a fraction of a microsecond, DL4J's tens of them. Every step's
 * values are those before its update.
 */
public final class DiagonalExperiment implements Experiment {
  /** The paper's data. */
  static final DiagonalSize SIZE = new DiagonalSize("diagonal", 80, 200, 20);

  /** The paper's four runs. */
  static final NamedRates<StepDecay> RATES =
      new NamedRates<StepDecay>("rate", StepDecay::scaled)
          .and("constant", StepDecay.constant(0.25))
          .and("decay-10", new StepDecay(0.282, 0.1, 4.8))
          .and("decay-30", new StepDecay(0.282, 0.3, 3.4))
          .and("decay-50", new StepDecay(0.282, 0.5, 1.5));

  private static final long STEPS = 100_001;

  private static final Settings SETTINGS =
      Settings.of(
          rate(),
          LargeStepSettings.rateScale(
              "; for data 1 to 5 in orders 1 to 5: 0.94, 0.96, 0.84, 0.82, 0.9"),
          LargeStepSettings.dataSeed(),
          LargeStepSettings.measure("every:100"),
          LargeStepSettings.ntkRank("every:1000", "some 15 ms each"));

  /** The setting that chooses among them. */
  static Setting rate() {
    return new Setting(
        "rate",
        "decay-50",
        "constant (0.25), or 0.282 divided at a share of the steps: decay-10 (/4.8), decay-30"
            + " (/3.4), decay-50 (/1.5)");
  }

  @Override
  public ExperimentWords words() {
    return new ExperimentWords(
        "diagonal",
        "diagonal linear network on 80 samples of 200 inputs, 20 of them relevant",
        "[L] Fig. 2",
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
        ConfigKeys.MODEL, "diagonal linear, 200 inputs",
        ConfigKeys.OPTIMIZER, "sgd",
        ConfigKeys.SCHEDULE, settings.text("rate"));
  }

  @Override
  public Training begin(ExperimentRun run) {
    Settings settings = run.settings();
    StepDecay rates = RATES.of(settings);
    DiagonalData data = DiagonalData.of(SIZE, LargeStepSettings.dataSeed(settings));
    DiagonalNetwork network = DiagonalNetwork.first(SIZE.inputs());
    return new DiagonalTraining(
        run,
        rates,
        SIZE.samples(),
        network,
        new SampleDescent(network, data.training(), DiagonalTraining.order(run)),
        List.of(new DiagonalMeasures(network, data, settings)));
  }
}
