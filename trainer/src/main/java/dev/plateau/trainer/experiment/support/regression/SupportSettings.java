package dev.plateau.trainer.experiment.support.regression;

import dev.plateau.trainer.experiment.sgd.BatchSetting;
import dev.plateau.trainer.experiment.training.Setting;
import dev.plateau.trainer.experiment.training.Settings;
import java.util.stream.Stream;

/** What may be set in all experiments on learning the support, with the paper's values. */
final class SupportSettings {
  private static final Setting[] SHARED = {
    new Setting("learning-rate", "0.1", "step size; the paper has 0.1, 0.2, 0.5"),
    new Setting(
        BatchSetting.KEY,
        "32",
        "samples a step, without replacement; -1: all of them (gradient descent); the paper has 1,"
            + " 32, 128, 512 for 200000 steps and -1 for 20000"),
    new Setting(
        "weight-decay",
        "0",
        "added after clipping; the paper has 0.1 with batch-size -1 for 5000 steps"),
    new Setting("data-seed", "0", "0: the paper's own data; else data of the same kind"),
    new Setting(
        "init-seed",
        "0",
        "draws the first weights; the paper has four; the run's seed draws the order of samples:"
            + " trajectories from the same weights"),
    new Setting("w1-norms", "every:1", "when the W1 norms are taken"),
    new Setting(
        "support",
        "every:100",
        "when the estimated support and its separation are taken; told is the first of 20 in a row"
            + " above 10"),
    new Setting(
        "measure",
        "every:1000",
        "when the full loss and the spectra of all layers are taken (some ms each)"),
    new Setting(
        "weights",
        "every:1000000",
        "when the first three layers' weights and Gram matrices are told, 1350 numbers; the first"
            + " and the last step always")
  };

  private SupportSettings() {}

  /** Those that all have, and some of an experiment's own. */
  static Settings with(Setting... own) {
    return Settings.of(Stream.concat(Stream.of(SHARED), Stream.of(own)).toArray(Setting[]::new));
  }
}
