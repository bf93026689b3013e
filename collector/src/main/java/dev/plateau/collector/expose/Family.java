package dev.plateau.collector.expose;

import io.prometheus.metrics.model.registry.MetricType;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.List;

/**
 * A metric family: all series of one name.
 *
 * @param type gauge, counter or info
 * @param name as it stands in queries: counters end in {@code _total}, infos in {@code _info}
 * @param unit base unit, which the name ends in; empty: the value has none
 * @param labels names of the labels
 * @param help one sentence for people
 */
record Family(MetricType type, String name, String unit, List<String> labels, String help) {
  private static final List<String> UNITS = List.of("seconds", "ratio");

  Family {
    if (!unit.isEmpty() && !name.endsWith("_" + unit)) {
      throw new IllegalArgumentException("a name ends in its unit " + unit + ", got " + name);
    }
    if (!name.endsWith(suffix(type))) {
      throw new IllegalArgumentException(
          "a name of type " + type + " ends in " + suffix(type) + ", got " + name);
    }
    labels = List.copyOf(labels);
  }

  static Family gauge(String name, String help, String... labels) {
    String unit = UNITS.stream().filter(u -> name.endsWith("_" + u)).findFirst().orElse("");
    return new Family(MetricType.GAUGE, name, unit, List.of(labels), help);
  }

  static Family counter(String name, String help, String... labels) {
    return new Family(MetricType.COUNTER, name, "", List.of(labels), help);
  }

  static Family info(String name, String help, String... labels) {
    return new Family(MetricType.INFO, name, "", List.of(labels), help);
  }

  private static String suffix(MetricType type) {
    return switch (type) {
      case COUNTER -> "_total";
      case INFO -> "_info";
      default -> "";
    };
  }

  /** What the client's writers need: the name without the suffix that they add. */
  MetricMetadata metadata() {
    String base = name.substring(0, name.length() - suffix(type).length());
    return unit.isEmpty()
        ? new MetricMetadata(base, help)
        : new MetricMetadata(base, help, new Unit(unit));
  }

  MetricFamilyDescriptor descriptor() {
    return MetricFamilyDescriptor.of(type, metadata(), labels);
  }
}
