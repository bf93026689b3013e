package dev.plateau.trainer.experiment.support.toy;

import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.training.Settings;
import java.util.Arrays;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/** The trainings of the toy network that the paper shows. */
enum ToyVariant {
  /** Fig. 4: both samples of D1 a step. */
  D1_GD("d1-gd", seed -> ToyData.oscillatingLabels(), 2, 1, false),
  /** Fig. 4: one sample of D1 a step. */
  D1_SGD("d1-sgd", seed -> ToyData.oscillatingLabels(), 1, 1, false),
  /** Fig. 4: one sample of D2 a step. */
  D2_SGD("d2-sgd", seed -> ToyData.oscillatingInputs(), 1, 1, false),
  /** Fig. 9: all 100 samples a step. */
  NOISE_GD("noise-gd", ToyData::noisy, 100, 2, false),
  /** Fig. 9: 10 samples a step. */
  NOISE_SGD("noise-sgd", ToyData::noisy, 10, 2, false),
  /** Fig. 9: all samples a step, with weight decay. */
  NOISE_GD_DECAY("noise-gd-decay", ToyData::noisy, 100, 2, true);

  private final String key;
  private final LongFunction<Samples> data;
  private final int batchSize;
  private final double firstB;
  private final boolean isDecayed;

  ToyVariant(
      String key, LongFunction<Samples> data, int batchSize, double firstB, boolean isDecayed) {
    this.key = key;
    this.data = data;
    this.batchSize = batchSize;
    this.firstB = firstB;
    this.isDecayed = isDecayed;
  }

  /**
   * The variant that the setting {@code variant} names.
   *
   * @throws IllegalArgumentException quoting it, if there is none
   */
  static ToyVariant of(Settings settings) {
    String text = settings.text("variant");
    return Arrays.stream(values())
        .filter(variant -> variant.key.equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "setting variant must be one of " + keys() + ", got '" + text + "'"));
  }

  /** All names. */
  static String keys() {
    return Arrays.stream(values()).map(variant -> variant.key).collect(Collectors.joining(", "));
  }

  /** Its name as a setting. */
  String key() {
    return key;
  }

  /** Its samples. */
  Samples data(long seed) {
    return data.apply(seed);
  }

  /** Samples a step, taken in the data's own order, over and over; divides their number. */
  int batchSize() {
    return batchSize;
  }

  /** The second layer's first weight; the first layer's is 4 in all. */
  double firstB() {
    return firstB;
  }

  /** Whether weights decay. */
  boolean isDecayed() {
    return isDecayed;
  }

  /**
   * Whether the best fit depends on the input, as in Fig. 9; in Fig. 4 the best product ab is 0.
   */
  boolean isInputRelevant() {
    return switch (this) {
      case D1_GD, D1_SGD, D2_SGD -> false;
      case NOISE_GD, NOISE_SGD, NOISE_GD_DECAY -> true;
    };
  }
}
