package dev.plateau.collector.cli;

import java.util.ArrayList;
import java.util.List;

/** Items of text filled into lines of a given width; an item that is wider itself is cut. */
final class WrappedItems {
  private static final String GAP = "  ";

  private WrappedItems() {}

  /**
   * The lines.
   *
   * @param indent before each line
   * @param columns width of a line with its indent
   */
  static List<String> lines(String indent, List<String> items, int columns) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String item : items) {
      String fitting = cut(item, columns - indent.length());
      if (line.length() > 0 && line.length() + GAP.length() + fitting.length() > columns) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? indent : GAP).append(fitting);
    }
    if (line.length() > 0) {
      lines.add(line.toString());
    }
    return lines;
  }

  /** The text on one line, at most so wide; a cut is seen by its ellipsis. */
  static String cut(String text, int columns) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= columns ? line : line.substring(0, Math.max(0, columns - 1)) + "…";
  }
}
