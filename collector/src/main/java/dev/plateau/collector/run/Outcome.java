package dev.plateau.collector.run;

import java.util.Locale;

/** What became of a received record. Every record has exactly one outcome. */
public enum Outcome {
  /** It was folded into the run. */
  APPLIED,
  /** It had been received before. */
  DUPLICATE,
  /** It belongs to an older session than the present one, or to a deleted run. */
  SUPERSEDED,
  /** It could not be read. */
  MALFORMED;

  /** The outcome as it stands in labels and JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
