package dev.plateau.collector.run;

import java.util.Locale;

/** What a run is doing, or how it ended. */
public enum RunPhase {
  /** The loss falls to some level. */
  DESCENDING,
  /** The loss stays at a level on average: it has stabilized. */
  STABILIZED,
  /** The loss falls again after a stabilization. */
  FITTING,
  /** The loss is no longer a finite number. */
  DIVERGED,
  /** The trainer made all its steps. */
  COMPLETED,
  /** An error ended the trainer. */
  FAILED,
  /** A person or a signal ended the trainer. */
  STOPPED,
  /** The trainer fell silent without a word. */
  LOST;

  /** Whether the run is over. A lost run may yet come back. */
  public boolean isEnd() {
    return compareTo(COMPLETED) >= 0;
  }

  /** The phase as it stands in labels and JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
