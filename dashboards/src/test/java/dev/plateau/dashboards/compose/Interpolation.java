package dev.plateau.dashboards.compose;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Variables in the texts of a Compose file: {@code ${NAME}}, {@code ${NAME:-where unset}}, {@code
 * ${NAME:+where set}}, not nested; {@code $$} is a dollar sign. An empty variable counts as unset.
 */
record Interpolation(Map<String, String> environment) {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$(?:\\$|\\{(\\w+)(?::([-+])([^}]*))?\\}|(.?))", Pattern.DOTALL);

  /**
   * The text with values in place of variables.
   *
   * @throws IllegalArgumentException for a dollar sign that is none of these
   */
  String apply(String text) {
    return VARIABLE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(value(match, text)));
  }

  private String value(MatchResult match, String text) {
    if (match.group().equals("$$")) {
      return "$";
    }
    if (match.group(1) == null) {
      throw new IllegalArgumentException("a dollar sign without a variable in: " + text);
    }
    String value = environment.getOrDefault(match.group(1), "");
    if (match.group(2) == null) {
      return value;
    }
    boolean set = !value.isEmpty();
    if (match.group(2).equals("-")) {
      return set ? value : match.group(3);
    }
    return set ? match.group(3) : "";
  }
}
