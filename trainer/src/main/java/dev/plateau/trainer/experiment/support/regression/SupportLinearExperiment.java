package dev.plateau.trainer.experiment.support.regression;

import dev.plateau.trainer.experiment.training.Experiment;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.ExperimentWords;
import dev.plateau.trainer.experiment.training.Settings;
import dev.plateau.trainer.experiment.training.Training;
import java.util.Arrays;
import java.util.Map;
import org.nd4j.linalg.activations.Activation;

/**
 * A deep linear network learns which inputs its target, Σ x_i of the relevant ones, depends on:
 * mini-batch SGD shrinks the first layer's weights of irrelevant inputs, the faster the larger η
 * and the smaller the batch; gradient descent leaves them. Source: Beneventano, Pinto, Poggio
 * (2024), Figs 3, 10, 11, 12.
 */
public final class SupportLinearExperiment implements Experiment {
  private static final Settings SETTINGS = SupportSettings.with();

  @Override
  public ExperimentWords words() {
    return new ExperimentWords(
        "support-linear",
        "deep linear network on a target of 5 of its 15 inputs",
        "[S] Figs 3, 10, 11, 12",
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
    return SupportTraining.traits(settings, Activation.IDENTITY);
  }

  @Override
  public Training begin(ExperimentRun run) {
    SupportData data = SupportData.of(run.settings().integer("data-seed", 0));
    return SupportTraining.begin(
        run, data.samples(x -> Arrays.stream(x).sum()), Activation.IDENTITY);
  }
}
