package dev.plateau.trainer.experiment.support.regression;

import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.training.Experiment;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.ExperimentWords;
import dev.plateau.trainer.experiment.training.Setting;
import dev.plateau.trainer.experiment.training.Settings;
import dev.plateau.trainer.experiment.training.Training;
import java.util.Arrays;
import java.util.Map;
import org.nd4j.linalg.activations.Activation;

/**
 * A deep network, linear or of ReLUs, learns which inputs its target, sin(Σ x_i) of the relevant
 * ones, depends on. A linear network cannot fit it: its residual stays, and with it SGD's noise.
 * Source: Beneventano, Pinto, Poggio (2024), Figs 1, 13, 14, 15 (linear), 16 (ReLU).
 */
public final class SupportSineExperiment implements Experiment {
  private static final Settings SETTINGS =
      SupportSettings.with(
          new Setting(
              "activation",
              "identity",
              "of the hidden layers: identity (Figs 1, 13, 14, 15) or relu (16)"));

  @Override
  public ExperimentWords words() {
    return new ExperimentWords(
        "support-sine",
        "deep linear or ReLU network on the sine of the sum of 5 of its 15 inputs",
        "[S] Figs 1, 13, 14, 15, 16",
        SupportTraining.COST);
  }

  @Override
  public long defaultSteps() {
    return 200_000;
  }

  @Override
  public Settings settings() {
    return SETTINGS;
  }

  @Override
  public Map<String, String> traits(Settings settings) {
    return SupportTraining.traits(settings, activation(settings));
  }

  @Override
  public Training begin(ExperimentRun run) {
    Activation hidden = activation(run.settings());
    SupportData data = SupportData.of(run.settings().integer("data-seed", 0));
    Samples samples = data.samples(x -> Math.sin(Arrays.stream(x).sum()));
    return SupportTraining.begin(run, samples, hidden);
  }

  private static Activation activation(Settings settings) {
    String name = settings.text("activation");
    return switch (name) {
      case "identity" -> Activation.IDENTITY;
      case "relu" -> Activation.RELU;
      default ->
          throw new IllegalArgumentException(
              "setting activation must be identity or relu, got '" + name + "'");
    };
  }
}
