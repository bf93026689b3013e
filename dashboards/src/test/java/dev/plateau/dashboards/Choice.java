package dev.plateau.dashboards;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person has picked on a dashboard: variables and the shown range, put into queries as
 * Grafana does.
 *
 * @param variables values by name
 * @param fromSeconds beginning of the range, since 1970
 * @param toSeconds end of the range
 * @param stepSeconds time between the points of a curve, at least the scrape interval
 */
record Choice(Map<String, String> variables, long fromSeconds, long toSeconds, long stepSeconds) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)\\}?");

  /** The query that Prometheus is asked. */
  String fill(String expr) {
    return VARIABLE
        .matcher(expr)
        .replaceAll(match -> Matcher.quoteReplacement(value(match.group(1))));
  }

  private String value(String name) {
    return switch (name) {
      case "__range" -> (toSeconds - fromSeconds) + "s";
      case "__interval" -> stepSeconds + "s";
      // Four scrapes, so that a rate has enough of them.
      case "__rate_interval" -> Math.max(4, stepSeconds + 1) + "s";
      default -> {
        String picked = variables.get(name);
        if (picked == null) {
          throw new AssertionError("nothing is picked for $" + name);
        }
        yield picked;
      }
    };
  }
}
