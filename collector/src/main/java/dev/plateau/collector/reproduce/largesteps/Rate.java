package dev.plateau.collector.reproduce.largesteps;

/**
 * A schedule of the learning rate that an experiment knows by name.
 *
 * @param name of the experiment's setting {@code rate}
 * @param label in legends and tables
 * @param decayPercent percent of the steps after which the learning rate falls; 0: it never does
 */
record Rate(String name, String label, int decayPercent) {
  /** One that never falls. */
  static Rate constant(String name, String label) {
    return new Rate(name, label, 0);
  }

  /** One that falls; its label says when. */
  static Rate decayed(String name, String label, int percent) {
    String when = "decay at %d %%".formatted(percent);
    return new Rate(name, label.isEmpty() ? when : label + ", " + when, percent);
  }

  /** Whether it falls. */
  boolean isDecayed() {
    return decayPercent > 0;
  }
}
