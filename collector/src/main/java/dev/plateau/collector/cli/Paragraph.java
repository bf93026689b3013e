package dev.plateau.collector.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A sentence broken into lines between its words. */
final class Paragraph {
  private Paragraph() {}

  /**
   * Prints the lines where a person reads them, and one line otherwise.
   *
   * @param columns width of the terminal; 0: it is none
   */
  static void print(PrintWriter out, String text, int columns) {
    List<String> lines = columns == 0 ? List.of(text) : lines(text, columns - 1);
    lines.forEach(out::println);
    out.flush();
  }

  /** The lines; a word that is wider than they are stands on a line of its own. */
  static List<String> lines(String text, int columns) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.replaceAll("\\p{Cntrl}", " ").strip().split(" +", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > columns) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    if (line.length() > 0) {
      lines.add(line.toString());
    }
    return lines;
  }
}
