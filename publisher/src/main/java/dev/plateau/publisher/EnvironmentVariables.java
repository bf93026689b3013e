package dev.plateau.publisher;

import dev.plateau.protocol.NearestName;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads {@code PLATEAU_*} variables into settings and refuses those that nobody knows. */
final class EnvironmentVariables {
  private static final String PREFIX = "PLATEAU_";

  /** Settings of other parts of Plateau, which a trainer's environment may hold as well. */
  private static final Set<String> OF_OTHER_PARTS =
      Set.of(
          "PLATEAU_ADVERTISED_HOST",
          "PLATEAU_ALERT_MAX_AGE",
          "PLATEAU_ALERT_WEBHOOK",
          "PLATEAU_BROKER_PORT",
          "PLATEAU_DASHBOARDS",
          "PLATEAU_DATA_DIR",
          "PLATEAU_EXPOSED_AFTER_END",
          "PLATEAU_GRAFANA_PASSWORD",
          "PLATEAU_HOME",
          "PLATEAU_HOST",
          "PLATEAU_JAVA_OPTS",
          "PLATEAU_LISTED_AFTER_END",
          "PLATEAU_LOG_LEVEL",
          "PLATEAU_LOST_AFTER",
          "PLATEAU_ND4J_SHAPE_CACHE",
          "PLATEAU_PORT",
          "PLATEAU_PROMETHEUS_URL",
          "PLATEAU_THREADS",
          "PLATEAU_TRAIN",
          "PLATEAU_WEBHOOK");

  /** Names that somebody may expect to mean something, with what to do instead. */
  private static final Map<String, String> MEAN_NOTHING =
      Map.of(
          "PLATEAU_DIR",
          "this version keeps no steps on disk; unset it (an outage longer than the memory buffer"
              + " drops steps and counts them)",
          "PLATEAU_RESUME",
          "a run is not resumed by a variable; unset it and give the run's PLATEAU_RUN_ID: a"
              + " network that was restored goes on at its own iteration");

  private EnvironmentVariables() {}

  static void read(Map<String, String> environment, PublisherSettings.Builder builder) {
    // Sorted, so that of several mistakes the same one is named each time.
    new TreeMap<>(environment)
        .forEach(
            (name, text) -> {
              if (name.startsWith(PREFIX) && !text.isBlank()) {
                read(name, text, builder);
              }
            });
  }

  private static void read(String name, String text, PublisherSettings.Builder builder) {
    for (Setting setting : Setting.values()) {
      if (setting.variable().equals(name)) {
        setting.read(builder, name, text);
        return;
      }
    }
    String instead = MEAN_NOTHING.get(name);
    if (instead != null) {
      throw new InvalidSettingException(name, text, instead);
    }
    if (!OF_OTHER_PARTS.contains(name)) {
      throw new InvalidSettingException(name, text, unknown(name, knownVariables()));
    }
  }

  private static List<String> knownVariables() {
    return Stream.concat(
            Arrays.stream(Setting.values()).map(Setting::variable), OF_OTHER_PARTS.stream())
        .sorted()
        .toList();
  }

  /** What to tell somebody who gave a name that is not known. */
  static String unknown(String given, Collection<String> known) {
    return NearestName.of(given, known)
        .map(nearest -> "there is no such setting; did you mean " + nearest + "?")
        .orElseGet(() -> "there is no such setting; known are " + String.join(", ", known));
  }
}
