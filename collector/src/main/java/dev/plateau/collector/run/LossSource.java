package dev.plateau.collector.run;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;

/** Which loss a phase detector watches. */
public enum LossSource {
  /** What the trainer sees at every step: a mini-batch's or a single sample's loss. */
  LOSS(Metrics.LOSS),
  /** The loss over the whole training set, where a run reports it. */
  FULL_LOSS(Metrics.FULL_LOSS);

  private final MetricName metric;

  LossSource(MetricName metric) {
    this.metric = metric;
  }

  /** The metric that is watched. */
  public MetricName metric() {
    return metric;
  }

  /** The source as it stands in labels and JSON. */
  public String label() {
    return metric.metric();
  }
}
