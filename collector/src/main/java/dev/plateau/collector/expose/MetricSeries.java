package dev.plateau.collector.expose;

import dev.plateau.protocol.MetricName;
import java.util.List;
import java.util.Map;

/**
 * The series that a trainer's metric is on /metrics, beside the labels experiment and run.
 *
 * @param family name of the metric family
 * @param unit base unit that the family's name ends in; empty: none
 * @param help one sentence for people
 * @param labels names and values by turns
 */
public record MetricSeries(String family, String unit, String help, List<String> labels) {
  private static final Map<MetricName, Family> FAMILIES = Catalogue.byMetric();
  private static final Map<String, Family> LAYERED = Catalogue.byLayeredMetric();

  /** The series of a metric. */
  public static MetricSeries of(MetricName metric) {
    Family family = family(metric);
    return new MetricSeries(
        family.name(), family.unit(), family.help(), List.of(labels(metric, family)));
  }

  /** The family of a metric: its own, or that of any other metric. */
  static Family family(MetricName metric) {
    Family own = FAMILIES.get(metric);
    if (own != null) {
      return own;
    }
    return LAYERED.getOrDefault(metric.metric(), Catalogue.CUSTOM);
  }

  /** What tells the metric from others of its family, names and values by turns. */
  static String[] labels(MetricName metric, Family family) {
    if (family.equals(Catalogue.CUSTOM)) {
      return new String[] {Catalogue.LAYER, metric.layer(), Catalogue.METRIC, metric.metric()};
    }
    return family.equals(LAYERED.get(metric.metric()))
        ? new String[] {Catalogue.LAYER, metric.layer()}
        : new String[0];
  }
}
