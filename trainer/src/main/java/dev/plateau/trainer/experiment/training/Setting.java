package dev.plateau.trainer.experiment.training;

/**
 * One thing that may be set in an experiment.
 *
 * @param key lower case with hyphens, as {@code learning-rate}
 * @param value the value; an experiment's own settings hold the defaults
 * @param meaning what it is, its unit and its choices, for the command line's help
 */
public record Setting(String key, String value, String meaning) {
  /**
   * @throws IllegalArgumentException quoting the key, if it is not lower case with hyphens
   */
  public Setting {
    if (!key.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException(
          "a setting's key is lower case with hyphens, got '" + key + "'");
    }
  }
}
