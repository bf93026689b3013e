package dev.plateau.collector.doctor;

/**
 * The Java that this runs on.
 *
 * @param plateauVersion Plateau's version, as {@code plateau --version} says it
 * @param java the Java
 * @param vendor who made it
 * @param processors how many it may use
 */
record JavaCheck(String plateauVersion, Runtime.Version java, String vendor, int processors)
    implements Check {
  /** The newest one that the tests run on; later ones may work. */
  private static final int TESTED_UNTIL = 21;

  /** What this very JVM is. */
  static JavaCheck here(String plateauVersion) {
    return new JavaCheck(
        plateauVersion,
        Runtime.version(),
        System.getProperty("java.vendor", "unknown vendor"),
        Runtime.getRuntime().availableProcessors());
  }

  @Override
  public String name() {
    return "versions";
  }

  @Override
  public Finding look(Cluster cluster) {
    String text =
        plateauVersion + ", Java " + java + " (" + vendor + "), " + processors + " processors";
    Diagnosis diagnosis = new Diagnosis(name());
    return java.feature() > TESTED_UNTIL
        ? diagnosis
            .warning(text, "Plateau is tested on Java 17 to 21; set JAVA_HOME to one of them.")
            .finding()
        : diagnosis.fine(text).finding();
  }
}
