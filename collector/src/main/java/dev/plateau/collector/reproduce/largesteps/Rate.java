package dev.plateau.collector.reproduce.largesteps;

/**
 * A schedule of the learning rate that an experiment knows by name.
 *
 * @param name of the experiment's setting {@code rate}
 * @param label in tables, with its learning rate
 * @param legend in legends, as short as tells it from the others
 * @param decayPercent percent of the steps after which the learning rate falls; 0: it never does
 */
record Rate(String name, String label, String legend, int decayPercent) {
  /** One that never falls. */
  static Rate constant(String name, String label) {
    return new Rate(name, label, label, 0);
  }

  /** One that falls; its label and its legend say when. */
  static Rate decayed(String name, String label, int percent) {
    return decayed(name, label, "", percent);
  }

  /** One that falls, of a method that its legend names. */
  static Rate decayed(String name, String label, String method, int percent) {
    String when = "decay at %d %%".formatted(percent);
    return new Rate(name, joined(label, when), joined(method, when), percent);
  }

  private static String joined(String what, String when) {
    return what.isEmpty() ? when : what + ", " + when;
  }

  /** Whether it falls. */
  boolean isDecayed() {
    return decayPercent > 0;
  }
}
