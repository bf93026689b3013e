package dev.plateau.trainer.experiment.largesteps.quadratic;

import dev.plateau.trainer.experiment.largesteps.LargeStepSettings;
import dev.plateau.trainer.experiment.random.RandomStream;
import dev.plateau.trainer.experiment.training.Setting;
import dev.plateau.trainer.experiment.training.Settings;
import java.util.Arrays;
import java.util.Random;

/** What a run of {@code quadratic-1d} is asked for, checked. */
final class QuadraticSettings {
  private static final double EDGE_OF_CHAOS = 1.25;

  private final double target;
  private final double[] inputs;
  private final double learningRate;
  private final boolean isStochastic;
  private final double firstTheta;

  private QuadraticSettings(
      double target,
      double[] inputs,
      double learningRate,
      boolean isStochastic,
      double firstTheta) {
    this.target = target;
    this.inputs = inputs;
    this.learningRate = learningRate;
    this.isStochastic = isStochastic;
    this.firstTheta = firstTheta;
  }

  /** The settings with their defaults. */
  static Settings defaults() {
    return Settings.of(
        new Setting("method", "sgd", "sgd (one input with replacement a step) or gd (all inputs)"),
        new Setting("theta-star", "1", "θ*, above 0"),
        new Setting("x-min", "1", "least input, above 0"),
        new Setting(
            "x-max", "1.05", "largest input, below 1.118 times the least: else no η is admitted"),
        new Setting(
            "eta", "1.07", "step size η, between 1/(θ*·x-min)² and 1.25/(θ*·x-max)², excluded"),
        new Setting("inputs", "100", "number of inputs, all equally likely"),
        new Setting("distribution", "uniform", "of the inputs: uniform or ends (x-min or x-max)"),
        new Setting("first-theta", "0.1", "first weight over θ*, above 0 and below 1.162"),
        new Setting(
            "data-seed",
            "0",
            "0: inputs evenly spaced, or as many at either end; else drawn; the run's seed draws"
                + " their order"));
  }

  /**
   * Those of a run.
   *
   * @throws IllegalArgumentException naming the setting that does not fit
   */
  static QuadraticSettings of(Settings settings) {
    double target = above(settings, "theta-star", 0);
    double least = above(settings, "x-min", 0);
    double most = above(settings, "x-max", least);
    double from = 1 / Math.pow(target * least, 2);
    double to = EDGE_OF_CHAOS / Math.pow(target * most, 2);
    double rate = settings.number("eta");
    if (!(rate > from && rate < to)) {
      throw new IllegalArgumentException(
          "setting eta must be above %.6g and below %.6g, got '%s'"
              .formatted(from, to, settings.text("eta")));
    }
    double first = above(settings, "first-theta", 0);
    return new QuadraticSettings(
        target, inputs(settings, least, most), rate, isStochastic(settings), first * target);
  }

  /** θ*. */
  double target() {
    return target;
  }

  /** The network of these inputs in its first state. */
  QuadraticNetwork network() {
    return new QuadraticNetwork(target, inputs, firstTheta);
  }

  /** Number of inputs. */
  int inputCount() {
    return inputs.length;
  }

  /** x_min. */
  double leastInput() {
    return Arrays.stream(inputs).min().orElseThrow();
  }

  /** η. */
  double learningRate() {
    return learningRate;
  }

  /** Whether a step is on one input. */
  boolean isStochastic() {
    return isStochastic;
  }

  private static double above(Settings settings, String key, double bound) {
    double value = settings.number(key);
    if (!(value > bound)) {
      throw new IllegalArgumentException(
          "setting %s must be above %s, got '%s'".formatted(key, bound, settings.text(key)));
    }
    return value;
  }

  private static boolean isStochastic(Settings settings) {
    return oneOf(settings, "method", "sgd", "gd");
  }

  private static double[] inputs(Settings settings, double least, double most) {
    double[] places = new double[settings.integer("inputs", 2)];
    int seed = LargeStepSettings.dataSeed(settings);
    Random random = RandomStream.of(seed, "quadratic inputs");
    Arrays.setAll(places, i -> seed == 0 ? i / (places.length - 1.0) : random.nextDouble());
    boolean isUniform = oneOf(settings, "distribution", "uniform", "ends");
    double[] inputs = new double[places.length];
    for (int i = 0; i < inputs.length; i++) {
      double place = isUniform ? places[i] : Math.rint(places[i]);
      inputs[i] = least + place * (most - least);
    }
    return inputs;
  }

  /** Whether it is the first of two. */
  private static boolean oneOf(Settings settings, String key, String first, String second) {
    String text = settings.text(key);
    if (!text.equals(first) && !text.equals(second)) {
      throw new IllegalArgumentException(
          "setting %s must be %s or %s, got '%s'".formatted(key, first, second, text));
    }
    return text.equals(first);
  }
}
