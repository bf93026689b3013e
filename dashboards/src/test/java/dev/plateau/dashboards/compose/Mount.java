package dev.plateau.dashboards.compose;

/**
 * A folder or file that a container finds at a place of its own.
 *
 * @param source a path in the repository, beginning with {@code ./}, or the name of a volume
 * @param target where the container finds it
 * @param readOnly whether the container may only read
 */
record Mount(String source, String target, boolean readOnly) {
  /** Reads {@code source:target} or {@code source:target:ro}. */
  static Mount parse(String text) {
    String[] parts = text.split(":", -1);
    boolean readOnly = parts.length == 3 && parts[2].equals("ro");
    if (parts.length != 2 && !readOnly) {
      throw new IllegalArgumentException(
          "a mount is source:target or source:target:ro, got " + text);
    }
    return new Mount(parts[0], parts[1], readOnly);
  }

  /** Whether the source is a path in the repository. */
  boolean isPath() {
    return source.startsWith("./");
  }
}
