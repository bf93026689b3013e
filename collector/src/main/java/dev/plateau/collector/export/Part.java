package dev.plateau.collector.export;

import java.util.regex.Pattern;

/**
 * A file of an export as run.json lists it.
 *
 * @param file its name, in the run's folder
 * @param rows how many rows it has, ≥ 1
 * @param firstStep its lowest step
 * @param lastStep its highest step
 * @param bytes its size
 * @param sha256 its checksum, 64 hexadecimal digits
 * @param content as {@link Block#content} says of its rows when the part was cut
 * @param amended whether values that came later were put in
 */
record Part(
    String file,
    long rows,
    long firstStep,
    long lastStep,
    long bytes,
    String sha256,
    String content,
    boolean amended) {
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  /**
   * @throws IllegalArgumentException naming what cannot be, so that a changed run.json leads no
   *     file out of its folder
   */
  Part {
    if (!FILE.matcher(file).matches()) {
      throw new IllegalArgumentException("'" + file + "' is no name of a part");
    }
    if (rows < 0 || firstStep > lastStep) {
      throw new IllegalArgumentException(
          "part %s cannot have %d rows, steps %d to %d".formatted(file, rows, firstStep, lastStep));
    }
  }
}
