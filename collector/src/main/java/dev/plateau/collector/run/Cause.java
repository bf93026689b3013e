package dev.plateau.collector.run;

import java.util.Locale;

/** Why a stabilization ended. */
public enum Cause {
  /** The learning rate fell by 10 % or more at once, late in the plateau or since. */
  LEARNING_RATE,
  /** The loss fell while the learning rate stayed. */
  DRIFT,
  /** The loss became infinite or not a number. */
  DIVERGENCE;

  /** The cause as it stands in labels and JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
