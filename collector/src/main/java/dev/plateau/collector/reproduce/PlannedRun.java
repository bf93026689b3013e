package dev.plateau.collector.reproduce;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A training that a figure needs: one call of {@code plateau train}. Two that are equal are the
 * same run.
 *
 * @param experiment its name for {@code plateau train}
 * @param seed of the run
 * @param steps to train
 * @param settings what differs from the experiment's defaults, by key
 */
public record PlannedRun(String experiment, long seed, long steps, Map<String, String> settings) {
  /** Keeps the settings sorted, so that equal runs say themselves alike. */
  public PlannedRun {
    settings = java.util.Collections.unmodifiableMap(new TreeMap<>(settings));
  }

  /** A run with the experiment's defaults but for these settings: key, value, key, value … */
  public static PlannedRun of(String experiment, long seed, long steps, String... settings) {
    Map<String, String> map = new TreeMap<>();
    for (int i = 0; i + 1 < settings.length; i += 2) {
      map.put(settings[i], settings[i + 1]);
    }
    return new PlannedRun(experiment, seed, steps, map);
  }

  /** What {@code plateau train} is told, without the run's id. */
  public List<String> arguments() {
    List<String> arguments =
        new ArrayList<>(
            List.of(experiment, "--seed", Long.toString(seed), "--steps", Long.toString(steps)));
    settings.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
    return arguments;
  }
}
