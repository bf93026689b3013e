package dev.plateau.collector.live;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The terminal that the output goes to.
 *
 * @param rows its height
 * @param columns its width
 * @param unicode whether it can show block characters
 */
public record Terminal(int rows, int columns, boolean unicode) {
  private static final Pattern SIZE = Pattern.compile("(\\d+)x(\\d+)");

  /**
   * The terminal that the launcher found, if the output goes to one.
   *
   * @param size value of the system property {@code plateau.terminal}, as {@code 24x80}; null: none
   * @param environment tells the character set, by LC_ALL, LC_CTYPE or LANG
   */
  public static Optional<Terminal> find(
      @org.jspecify.annotations.Nullable String size, Map<String, String> environment) {
    Matcher matcher = SIZE.matcher(size == null ? "" : size);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int rows = Integer.parseInt(matcher.group(1));
    int columns = Integer.parseInt(matcher.group(2));
    // A terminal that does not know its size says 0.
    return Optional.of(
        new Terminal(rows < 5 ? 24 : rows, columns < 40 ? 80 : columns, isUtf8(environment)));
  }

  /** Whether the environment's character set is UTF-8. */
  public static boolean isUtf8(Map<String, String> environment) {
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String value = environment.getOrDefault(name, "");
      if (!value.isEmpty()) {
        return value.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8");
      }
    }
    return false;
  }
}
