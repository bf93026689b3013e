package dev.plateau.trainer.experiment.largesteps.sde;

import dev.plateau.protocol.ConfigKeys;
import dev.plateau.trainer.experiment.training.Experiment;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.ExperimentWords;
import dev.plateau.trainer.experiment.training.Setting;
import dev.plateau.trainer.experiment.training.Settings;
import dev.plateau.trainer.experiment.training.Training;
import java.util.List;
import java.util.Map;

/**
 * The SDE that models SGD with large step sizes, gradient flow with label noise whose variance
 * follows SGD's loss, for four of the experiments; and gradient flow without noise. The SDE's loss,
 * rank and sparsity follow SGD's level, gradient flow's do not. Source: Andriushchenko et al.
 * (2023), Eq. 8, Fig. 8.
 *
 * <p>A step is the time of one step of SGD, ten of the integrator's. On plain arrays.
 */
public final class SdeExperiment implements Experiment {
  private static final String CHOSEN = "chosen";
  private static final String SDE = "sde";
  private static final String FLOW = "flow";

  private final SdeModels models;
  private final Settings settings;

  /**
   * The SDE of some models.
   *
   * @param models what settings can choose, {@code diagonal} among them
   */
  public SdeExperiment(List<SdeModel> models) {
    this.models = new SdeModels(List.copyOf(models));
    settings = settings(this.models);
  }

  private static Settings settings(SdeModels models) {
    return Settings.of(
        new Setting("model", "diagonal", "one of " + models.keys() + "; each has its own --steps"),
        new Setting("method", SDE, "sde, or flow: gradient flow, without noise"),
        new Setting("rate", "decay-50", "learning rate, by a name that the model's own runs have"),
        new Setting("rate-scale", "1", "factor of the learning rate, for data other than 0"),
        new Setting(
            "noise",
            CHOSEN,
            "variance of the labels' noise over the loss (1/2n) sum r^2 of SGD, which is trained"
                + " along; chosen: "
                + models.noises()),
        new Setting(
            "substeps",
            CHOSEN,
            "steps of the integrator for each step of SGD; chosen: 10, of regression-1d 40"),
        new Setting("warm-up", "400", "of regression-1d, as its own"),
        new Setting(
            "data-seed",
            "0",
            "0: the paper's own data and first weights; else others of the same kind; the run's"
                + " seed draws the noise"),
        new Setting(
            "order-seed", "0", "of SGD's order of samples: the seed of the run that it equals"),
        new Setting("measure", "every:50", "when full and test loss and the like are taken"),
        new Setting("ntk-rank", "every:500", "when the NTK rank is taken (1 to 20 ms each)"),
        new Setting("feature-sparsity", "every:100", "when perceptrons' sparsity is taken"),
        new Setting("predictor", "log:10", "when regression-1d's predictor is taken"));
  }

  @Override
  public ExperimentWords words() {
    return new ExperimentWords(
        "sde",
        "gradient flow with SGD's label noise, or without, for four networks",
        "[L] Fig. 8",
        "100001 steps of diagonal: 12 s; 31623 of regression-1d: 16 s; 14126 of"
            + " teacher-student-2: 2 s; 10001 of teacher-student-3: 3 s");
  }

  @Override
  public long defaultSteps() {
    return defaultSteps(settings);
  }

  @Override
  public long defaultSteps(Settings settings) {
    return models.of(settings).steps();
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public Map<String, String> traits(Settings settings) {
    return Map.of(
        ConfigKeys.MODEL, models.of(settings).key(),
        ConfigKeys.OPTIMIZER, settings.text("method"),
        ConfigKeys.SCHEDULE, settings.text("rate"));
  }

  @Override
  public Training begin(ExperimentRun run) {
    Settings asked = run.settings();
    SdeModel model = models.of(asked);
    double noise = isFlow(asked) ? 0 : noise(asked, model);
    int substeps = substeps(asked, model);
    SdeSubject subject = model.begin(run, asked.integer("order-seed", 0));
    return new SdeTraining(run, subject, noise, substeps);
  }

  private static boolean isFlow(Settings settings) {
    String method = settings.text("method");
    if (!List.of(SDE, FLOW).contains(method)) {
      throw new IllegalArgumentException(
          "setting method must be sde or flow, got '%s'".formatted(method));
    }
    return method.equals(FLOW);
  }

  private static double noise(Settings settings, SdeModel model) {
    return isChosen(settings, "noise") ? model.noise() : settings.number("noise");
  }

  private static int substeps(Settings settings, SdeModel model) {
    return isChosen(settings, "substeps") ? model.substeps() : settings.integer("substeps", 1);
  }

  private static boolean isChosen(Settings settings, String key) {
    return settings.text(key).equals(CHOSEN);
  }
}
