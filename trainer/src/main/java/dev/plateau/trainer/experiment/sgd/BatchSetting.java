package dev.plateau.trainer.experiment.sgd;

import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.random.RandomStream;
import dev.plateau.trainer.experiment.training.Settings;

/** The setting {@code batch-size}: samples a step, without replacement; {@code -1}: all of them. */
public final class BatchSetting {
  /** Its key. */
  public static final String KEY = "batch-size";

  private static final int ALL = -1;

  private BatchSetting() {}

  /**
   * Whether each step is on all samples: gradient descent.
   *
   * @throws IllegalArgumentException quoting the setting, if it is no whole number from -1 on
   */
  public static boolean isAll(Settings settings) {
    return settings.integer(KEY, ALL) == ALL;
  }

  /**
   * The batches of a run, in an order that its seed draws.
   *
   * @throws IllegalArgumentException quoting the setting, if there are not as many samples
   */
  public static Batches of(Settings settings, Samples samples, long seed) {
    int size = settings.integer(KEY, ALL);
    if (size == 0 || size > samples.size()) {
      throw new IllegalArgumentException(
          "setting batch-size must be -1 (all) or from 1 to %d, got '%d'"
              .formatted(samples.size(), size));
    }
    return size == ALL
        ? new FullBatches(MiniBatch.ofAll(samples))
        : new Epochs(samples, size, RandomStream.of(seed, "order"));
  }
}
