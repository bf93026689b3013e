package dev.plateau.trainer.experiment.largesteps;

import dev.plateau.trainer.experiment.training.Setting;
import dev.plateau.trainer.experiment.training.Settings;
import dev.plateau.trainer.listener.Schedule;

/** What the second paper's experiments on plain arrays have in common to be set. */
public final class LargeStepSettings {
  private LargeStepSettings() {}

  /**
   * The setting of the learning rate's factor.
   *
   * @param hint ends the sentence of its meaning; may be empty
   */
  public static Setting rateScale(String hint) {
    return new Setting("rate-scale", "1", "factor of the learning rate" + hint);
  }

  /** The setting of the data, where the paper's own are there. */
  public static Setting dataSeed() {
    return new Setting(
        "data-seed",
        "0",
        "0: the paper's own data; else data of the same kind; the run's seed draws the order of"
            + " samples");
  }

  /** The setting of the schedule of all that is cheap. */
  public static Setting measure(String schedule) {
    return new Setting(
        "measure",
        schedule,
        "when full and test loss, predictor nonzeros, balancedness and norms are taken");
  }

  /**
   * The setting of the schedule of the NTK rank.
   *
   * @param cost of one, for its meaning, as {@code some 15 ms each}
   */
  public static Setting ntkRank(String schedule, String cost) {
    return new Setting("ntk-rank", schedule, "when the NTK rank is taken (" + cost + ")");
  }

  /**
   * The seed of the data that is set.
   *
   * @throws IllegalArgumentException quoting the setting, if it is no whole number from 0 on
   */
  public static int dataSeed(Settings settings) {
    return settings.integer("data-seed", 0);
  }

  /**
   * The schedule that is set.
   *
   * @throws IllegalArgumentException if it is a budget: the training's own loop takes the measures,
   *     whose time nobody accounts for
   */
  public static Schedule schedule(Settings settings, String key) {
    Schedule schedule = settings.schedule(key);
    if (schedule instanceof Schedule.WithinBudget) {
      throw new IllegalArgumentException(
          "setting %s must be every:N, log:K or at-epoch here, got '%s'"
              .formatted(key, settings.text(key)));
    }
    return schedule;
  }
}
