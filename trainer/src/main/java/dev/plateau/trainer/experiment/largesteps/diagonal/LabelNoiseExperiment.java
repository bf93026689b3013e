package dev.plateau.trainer.experiment.largesteps.diagonal;

import dev.plateau.protocol.ConfigKeys;
import dev.plateau.trainer.experiment.largesteps.LargeStepSettings;
import dev.plateau.trainer.experiment.training.Experiment;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.ExperimentWords;
import dev.plateau.trainer.experiment.training.Setting;
import dev.plateau.trainer.experiment.training.Settings;
import dev.plateau.trainer.experiment.training.Training;
import java.util.List;
import java.util.Map;

/**
 * The training of {@code diagonal}, with Prop. 1 held against it: each of its steps is one of
 * full-batch gradient descent on labels with noise, whose scale is twice the loss. Source:
 * Andriushchenko et al. (2023), Prop. 1.
 */
public final class LabelNoiseExperiment implements Experiment {
  private static final Settings SETTINGS =
      Settings.of(
          DiagonalExperiment.rate(),
          LargeStepSettings.rateScale("; see diagonal"),
          LargeStepSettings.dataSeed(),
          new Setting(
              "label-noise", "every:1000", "when the step is held against the one on noisy labels"),
          LargeStepSettings.measure("every:1000"),
          LargeStepSettings.ntkRank("every:10000", "some 15 ms each"));

  @Override
  public ExperimentWords words() {
    return new ExperimentWords(
        "label-noise",
        "the training of diagonal, its steps held against gradient descent on noisy labels",
        "[L] Prop. 1",
        "100001 steps: 1 s");
  }

  @Override
  public long defaultSteps() {
    return 100_001;
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
    StepDecay rates = DiagonalExperiment.RATES.of(settings);
    DiagonalSize size = DiagonalExperiment.SIZE;
    DiagonalData data = DiagonalData.of(size, LargeStepSettings.dataSeed(settings));
    DiagonalNetwork network = DiagonalNetwork.first(size.inputs());
    SampleDescent descent =
        new SampleDescent(network, data.training(), DiagonalTraining.order(run));
    return new DiagonalTraining(
        run,
        rates,
        size.samples(),
        network,
        descent,
        List.of(
            new DiagonalMeasures(network, data, settings),
            new LabelNoiseMeasures(
                network,
                data.training(),
                descent,
                LargeStepSettings.schedule(settings, "label-noise"))));
  }
}
