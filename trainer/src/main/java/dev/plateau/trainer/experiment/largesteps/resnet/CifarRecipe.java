package dev.plateau.trainer.experiment.largesteps.resnet;

import dev.plateau.trainer.experiment.random.RandomStream;
import dev.plateau.trainer.experiment.training.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How the paper trains ResNets: plainly, or as one does for the best test error. Source:
 * Andriushchenko et al. (2023), Figs 6, 14, 15, and the commands and schedules of its code.
 */
enum CifarRecipe {
  /** SGD on the images as they are, with a step size that grows until it falls. */
  PLAIN("plain", 0.01, 0.75, 1.05, 0, 0),
  /** Momentum, weight decay, crops and flips. */
  STATE_OF_THE_ART("state-of-the-art", 0.002, 0.05, 1, 0.9, 5e-4);

  /** Names of the rates, with the share of the training at which each falls. */
  private static final Map<String, Double> SHARES =
      Map.of("decay-10", 0.1, "decay-30", 0.3, "decay-50", 0.5);

  private static final String SMALL = "small";

  private final String setting;
  private final double smallRate;
  private final double rate;
  private final double growth;
  private final double momentum;
  private final double weightDecay;

  CifarRecipe(
      String setting,
      double smallRate,
      double rate,
      double growth,
      double momentum,
      double weightDecay) {
    this.setting = setting;
    this.smallRate = smallRate;
    this.rate = rate;
    this.growth = growth;
    this.momentum = momentum;
    this.weightDecay = weightDecay;
  }

  /**
   * The one that the settings name.
   *
   * @throws IllegalArgumentException quoting what they say, if it is none
   */
  static CifarRecipe of(Settings settings) {
    String text = settings.text("recipe");
    return Arrays.stream(values())
        .filter(recipe -> recipe.setting.equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "setting recipe must be plain or state-of-the-art, got '" + text + "'"));
  }

  /**
   * The learning rate of that name, over one step.
   *
   * <p>Where a rate grows, it falls to a tenth of what it has reached. Where it does not, the
   * paper's code has it fall to 2s of a tenth, s the share at which it falls: to a fiftieth at 10
   * %, to a tenth at 50 %.
   *
   * @throws IllegalArgumentException quoting the name, if it is none
   */
  CifarRate rate(String name) {
    if (name.equals(SMALL)) {
      return CifarRate.constant(smallRate);
    }
    Double share = SHARES.get(name);
    if (share == null) {
      List<String> names = SHARES.keySet().stream().sorted().toList();
      throw new IllegalArgumentException(
          "setting rate must be one of %s, %s, got '%s'"
              .formatted(SMALL, String.join(", ", names), name));
    }
    return new CifarRate(rate, growth, share, growth > 1 ? 10 : 5 / share, 1);
  }

  /** μ. */
  double momentum() {
    return momentum;
  }

  /** λ of all parameters, those of batch normalisation among them. */
  double weightDecay() {
    return weightDecay;
  }

  /** What is done to training images. */
  Augmentation augmentation(long seed) {
    return this == PLAIN
        ? Augmentation.none()
        : Augmentation.cropsAndFlips(RandomStream.of(seed, "augmentation"));
  }
}
