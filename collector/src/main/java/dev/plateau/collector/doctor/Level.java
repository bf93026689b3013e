package dev.plateau.collector.doctor;

import java.util.Locale;

/** How bad something is; later ones are worse. */
public enum Level {
  /** As it should be. */
  OK,
  /** It works, but something is at risk. */
  WARNING,
  /** Something does not work or is being lost. */
  PROBLEM;

  /** The level as it stands in tables and JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
