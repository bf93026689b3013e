package dev.plateau.collector.reproduce;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first line of a figure's page, a comment that nobody sees: what the index has to know of a
 * page that was written another time.
 *
 * @param met expectations that were met
 * @param asked expectations that there are
 * @param isQuick whether less than the whole was run
 */
record PageMark(int met, int asked, boolean isQuick) {
  private static final Pattern LINE =
      Pattern.compile(
          "<!-- Written by plateau reproduce; do not edit\\."
              + " Met (\\d{1,6}) of (\\d{1,6}), (in full|quick)\\. -->");

  /** The line. */
  String line() {
    return "<!-- Written by plateau reproduce; do not edit. Met %d of %d, %s. -->"
        .formatted(met, asked, isQuick ? "quick" : "in full");
  }

  /**
   * The mark of a page; empty: there is no such page, or it was not written by us.
   *
   * @throws IOException if it cannot be read
   */
  static Optional<PageMark> of(Path page) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(page)) {
      String line = reader.readLine();
      Matcher matcher = LINE.matcher(line == null ? "" : line);
      return matcher.matches()
          ? Optional.of(
              new PageMark(
                  Integer.parseInt(matcher.group(1)),
                  Integer.parseInt(matcher.group(2)),
                  matcher.group(3).equals("quick")))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
