package dev.plateau.collector.run;

import dev.plateau.protocol.MetricName;
import java.util.Comparator;

/**
 * The last value of a metric.
 *
 * @param name the metric
 * @param value its value, NaN and infinities as they came
 * @param step the step that the value belongs to
 */
public record MetricView(MetricName name, double value, long step) {
  /** By metric, then layer. */
  public static final Comparator<MetricView> BY_NAME =
      Comparator.comparing((MetricView view) -> view.name().metric())
          .thenComparing(view -> view.name().layer());
}
