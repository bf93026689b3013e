package dev.plateau.trainer.cli;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The terminal that standard output goes to.
 *
 * @param columns its width
 */
record Terminal(int columns) {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,5})x(\\d{1,5})");

  /** As the launcher tells it, {@code plateau.terminal=ROWSxCOLUMNS}: Java cannot find out. */
  static Optional<Terminal> ofLauncher() {
    Matcher size = SIZE.matcher(System.getProperty("plateau.terminal", ""));
    return size.matches()
        ? Optional.of(new Terminal(Math.max(20, Integer.parseInt(size.group(2)))))
        : Optional.empty();
  }
}
