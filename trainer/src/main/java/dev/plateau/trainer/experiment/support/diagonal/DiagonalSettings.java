package dev.plateau.trainer.experiment.support.diagonal;

import dev.plateau.protocol.ConfigKeys;
import dev.plateau.trainer.experiment.training.Setting;
import dev.plateau.trainer.experiment.training.Settings;
import dev.plateau.trainer.listener.Schedule;
import java.util.Map;

/** What the experiments on deep diagonal networks have in common to be set. */
final class DiagonalSettings {
  private static final int ALL = -1;

  private DiagonalSettings() {}

  /** The setting of the activation. */
  static Setting activation() {
    return new Setting("activation", "identity", "identity or relu, of the layers but the last");
  }

  /** The setting of the depth. */
  static Setting depth(int layers) {
    return new Setting("depth", Integer.toString(layers), "number of layers, L, at least 2");
  }

  /** The setting of the batch size. */
  static Setting batchSize(int samples) {
    return new Setting(
        "batch-size",
        Integer.toString(samples),
        "samples a step, without replacement, a divisor of their number; -1: all of them"
            + " (gradient descent)");
  }

  /** The setting of the samples. */
  static Setting points() {
    return new Setting(
        "points", "128", "inputs drawn; each is used twice, with its noise added and subtracted");
  }

  /** The setting of the noise. */
  static Setting noise() {
    return new Setting("noise", "1", "standard deviation of the labels' noise; 0: none");
  }

  /** The setting of the numbers of inputs. */
  static Setting inputs(String key, int count) {
    return new Setting(key, Integer.toString(count), "number of inputs that are " + key);
  }

  /** The setting of the schedule. */
  static Setting measure(String schedule) {
    return new Setting(
        "measure", schedule, "when all but loss, rate and batch size is taken; and at the end");
  }

  /**
   * The task that is set.
   *
   * @throws IllegalArgumentException naming the setting that does not fit
   */
  static DiagonalTask task(Settings settings, long seed) {
    return DiagonalTask.of(
        seed,
        settings.integer("points", 1),
        settings.integer("relevant", 0),
        settings.integer("irrelevant", 1),
        settings.number("noise"),
        isRelu(settings));
  }

  /** The batch size that is set, all of them resolved. */
  static int batchSize(Settings settings, int samples) {
    int size = settings.integer("batch-size", ALL);
    if (size == ALL) {
      return samples;
    }
    if (size < 1 || samples % size != 0) {
      throw new IllegalArgumentException(
          "setting batch-size must be -1 (all) or a divisor of the %d samples, got '%d'"
              .formatted(samples, size));
    }
    return size;
  }

  /** The depth that is set. */
  static int depth(Settings settings) {
    return settings.integer("depth", 2);
  }

  /**
   * The schedule that is set.
   *
   * @throws IllegalArgumentException if it is a budget: the training's own loop takes the measures,
   *     whose time nobody accounts for
   */
  static Schedule measure(Settings settings) {
    Schedule schedule = settings.schedule("measure");
    if (schedule instanceof Schedule.WithinBudget) {
      throw new IllegalArgumentException(
          "setting measure must be every:N, log:K or at-epoch here, got '"
              + settings.text("measure")
              + "'");
    }
    return schedule;
  }

  /** What tells runs apart. */
  static Map<String, String> traits(Settings settings) {
    return Map.of(
        ConfigKeys.MODEL,
        "diagonal %s, depth %d".formatted(settings.text("activation"), depth(settings)),
        ConfigKeys.OPTIMIZER,
        settings.integer("batch-size", ALL) == ALL ? "gd" : "sgd",
        ConfigKeys.SCHEDULE,
        "constant");
  }

  private static boolean isRelu(Settings settings) {
    String text = settings.text("activation");
    if (!text.equals("identity") && !text.equals("relu")) {
      throw new IllegalArgumentException(
          "setting activation must be identity or relu, got '" + text + "'");
    }
    return text.equals("relu");
  }
}
