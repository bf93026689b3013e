package dev.plateau.trainer.experiment.support.regression;

import dev.plateau.trainer.experiment.training.Experiment;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.ExperimentWords;
import dev.plateau.trainer.experiment.training.Settings;
import dev.plateau.trainer.experiment.training.Training;
import java.util.Map;
import org.nd4j.linalg.activations.Activation;

/**
 * A deep linear network on a staircase of powers, x₀ + x₁² + x₂³ + x₃⁴ + x₄⁵, without noise. Its
 * tails are heavy and a linear network fits little of it, so that nearly every gradient is clipped;
 * the even powers have no covariance with their inputs. In the code of the authors of Beneventano,
 * Pinto, Poggio (2024), not in the paper.
 */
public final class SupportStaircaseExperiment implements Experiment {
  private static final Settings SETTINGS = SupportSettings.with();

  @Override
  public ExperimentWords words() {
    return new ExperimentWords(
        "support-staircase",
        "deep linear network on powers of 5 of its 15 inputs",
        "[S] authors' code",
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
    SupportData data = SupportData.of(run.settings().integer("data-seed", 0)).withoutNoise();
    return SupportTraining.begin(
        run, data.samples(SupportStaircaseExperiment::target), Activation.IDENTITY);
  }

  /** Σ x_i^(i+1), i from 0. */
  private static double target(double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += Math.pow(x[i], i + 1);
    }
    return sum;
  }
}
