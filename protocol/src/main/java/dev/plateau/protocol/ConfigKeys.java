package dev.plateau.protocol;

/**
 * Keys that every trainer's configuration should have, since they tell most runs apart: the
 * collector makes them labels of a run's info series. Any other key is carried as it is.
 */
public final class ConfigKeys {
  /** What is trained, in a few words. */
  public static final String MODEL = "model";

  /** How a step is taken, as {@code sgd} or {@code adam}. */
  public static final String OPTIMIZER = "optimizer";

  /** How the learning rate changes, {@code constant} where it does not. */
  public static final String SCHEDULE = "schedule";

  /** Seed of what is random in the run. */
  public static final String SEED = "seed";

  /**
   * Samples at which {@link Metrics#NTK_RANK_SAMPLED} is taken, in runs that have it: ranks compare
   * at the same number only.
   */
  public static final String NTK_SAMPLES = "ntk_samples";

  private ConfigKeys() {}
}
