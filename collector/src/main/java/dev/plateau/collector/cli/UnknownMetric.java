package dev.plateau.collector.cli;

import dev.plateau.collector.log.RunEntry;
import dev.plateau.protocol.NearestName;

/** What is said where a run has no metric of the name that was asked for. */
final class UnknownMetric {
  private UnknownMetric() {}

  static String sentence(RunEntry run, String metric) {
    return "run "
        + run.run()
        + " has no metric '"
        + metric
        + "'"
        + (run.metrics().isEmpty() ? "; it has none" : NearestName.hint(metric, run.metrics()));
  }
}
