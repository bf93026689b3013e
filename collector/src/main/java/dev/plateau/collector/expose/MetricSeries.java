package dev.plateau.collector.expose;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
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
    return metric.metric().equals(Metrics.FEATURE_SPARSITY)
        ? Catalogue.FEATURE_SPARSITY
        : Catalogue.CUSTOM;
  }

  /** What tells the metric from others of its family, names and values by turns. */
  static String[] labels(MetricName metric, Family family) {
    if (family.equals(Catalogue.FEATURE_SPARSITY)) {
      return new String[] {Catalogue.LAYER, metric.layer()};
    }
    return family.equals(Catalogue.CUSTOM)
        ? new String[] {Catalogue.LAYER, metric.layer(), Catalogue.METRIC, metric.metric()}
        : new String[0];
  }
}
