package dev.plateau.trainer.experiment.largesteps.perceptron;

import dev.plateau.protocol.ConfigKeys;
import dev.plateau.trainer.experiment.sgd.BatchSetting;
import dev.plateau.trainer.experiment.training.Setting;
import dev.plateau.trainer.experiment.training.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the second paper's perceptrons have in common to be set. */
final class PerceptronSettings {
  private PerceptronSettings() {}

  /**
   * The settings of one of them.
   *
   * @param rate of the learning rate's name
   * @param own data that {@code data-seed} 0 stands for
   * @param more settings of its own
   */
  static Settings of(Setting rate, String own, Setting measure, Setting ntkRank, Setting... more) {
    List<Setting> all = new ArrayList<>();
    all.add(rate);
    all.add(new Setting("rate-scale", "1", "factor of the learning rate, for data other than 0"));
    all.add(
        new Setting(
            "data-seed",
            "0",
            "0: the paper's own "
                + own
                + "; else others of the same kind; the run's seed draws the order of samples"));
    all.add(new Setting(BatchSetting.KEY, "1", "samples a step, drawn anew, none of them twice"));
    all.add(measure);
    all.add(ntkRank);
    all.add(
        new Setting(
            "feature-sparsity",
            "every:100",
            "when hidden layers' sparsity, changed ReLU patterns and distances from init are"
                + " taken"));
    all.addAll(List.of(more));
    return Settings.of(all.toArray(Setting[]::new));
  }

  /** The seed of the data that is set. */
  static int dataSeed(Settings settings) {
    return settings.integer("data-seed", 0);
  }

  /**
   * The batch size that is set.
   *
   * @throws IllegalArgumentException quoting it, if there are not as many samples
   */
  static int batchSize(Settings settings, int samples) {
    int size = settings.integer(BatchSetting.KEY, 1);
    if (size > samples) {
      throw new IllegalArgumentException(
          "setting %s must be from 1 to %d, got '%d'".formatted(BatchSetting.KEY, samples, size));
    }
    return size;
  }

  /**
   * What tells runs apart.
   *
   * @param model as {@code ReLU 2-20-1}
   */
  static Map<String, String> traits(Settings settings, String model) {
    return Map.of(
        ConfigKeys.MODEL,
        model,
        ConfigKeys.OPTIMIZER,
        "sgd",
        ConfigKeys.SCHEDULE,
        settings.text("rate"));
  }
}
