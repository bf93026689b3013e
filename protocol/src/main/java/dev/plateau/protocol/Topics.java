package dev.plateau.protocol;

/** Names of the topics. */
public final class Topics {
  /** All that runs say, keyed by run id. */
  public static final String STEPS = "plateau.steps";

  /** What the collector saw happen to runs (phases, ends), JSON, keyed by run id. */
  public static final String EVENTS = "plateau.events";

  /** The present state of every run, JSON, keyed by run id, compacted. */
  public static final String RUNS = "plateau.runs";

  /** Records that could not be read, with the reason. */
  public static final String DEAD_LETTER = "plateau.dead-letter";

  private Topics() {}
}
