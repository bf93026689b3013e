package dev.plateau.collector.run;

import java.util.Locale;

/** What a run is doing, or how it ended. */
public enum RunPhase {
  /** The loss falls to some level. */
  DESCENDING(1),
  /** The loss stays at a level on average: it has stabilized. */
  STABILIZED(2),
  /** The loss falls again after a stabilization. */
  FITTING(3),
  /** The loss is no longer a finite number. */
  DIVERGED(4),
  /** The trainer made all its steps. */
  COMPLETED(5),
  /** An error ended the trainer. */
  FAILED(6),
  /** A person or a signal ended the trainer. */
  STOPPED(7),
  /** The trainer fell silent without a word. */
  LOST(8);

  private final int code;

  RunPhase(int code) {
    this.code = code;
  }

  /** The phase as a number, for charts; the same for ever, as history is kept in it. */
  public int code() {
    return code;
  }

  /** Whether the run is over. A lost run may yet come back. */
  public boolean isEnd() {
    return compareTo(COMPLETED) >= 0;
  }

  /** The phase as it stands in labels and JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
