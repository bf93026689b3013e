package dev.plateau.collector.run;

import dev.plateau.protocol.MetricName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One object for each name of a metric, however many runs have it: names are most of what a view
 * would weigh. Keeps at most 4,096 names; others are not shared. Thread-safe.
 */
final class SharedNames {
  private static final int MAX_NAMES = 4096;
  private static final Map<MetricName, MetricName> NAMES = new ConcurrentHashMap<>();

  private SharedNames() {}

  static MetricName of(String metric, String layer) {
    MetricName name = new MetricName(metric, layer);
    MetricName shared = NAMES.get(name);
    if (shared != null) {
      return shared;
    }
    if (NAMES.size() < MAX_NAMES) {
      NAMES.put(name, name);
    }
    return name;
  }
}
