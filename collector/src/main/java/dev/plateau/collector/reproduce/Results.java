package dev.plateau.collector.reproduce;

import dev.plateau.collector.log.Plateau;
import java.util.List;
import java.util.Map;

/** What the runs behind figures said. */
public interface Results {
  /**
   * One metric of one run, read from the log.
   *
   * @param metric as {@code w1_irrelevant_norm} or {@code singular_value/0.1}
   * @throws MissingRunException if the run is not there, or failed before it ended
   */
  Curve curve(PlannedRun run, String metric);

  /**
   * The last value of every layer of a metric, by layer: an array that a run said at its end, as
   * {@code w1_column_norm}'s 784.
   *
   * @throws MissingRunException as {@link #curve}
   */
  Map<String, Double> lastByLayer(PlannedRun run, String metric);

  /** As {@link #lastByLayer}, the first value of every layer: as it was before the first step. */
  Map<String, Double> firstByLayer(PlannedRun run, String metric);

  /**
   * The stabilizations of its losses that the collector told of, in the order in which they began.
   *
   * @throws MissingRunException as {@link #curve}
   */
  List<Plateau> plateaus(PlannedRun run);

  /** The median curve of several runs, at the steps of the first. */
  default Curve median(List<PlannedRun> runs, String metric) {
    return Curve.median(runs.stream().map(run -> curve(run, metric)).toList());
  }
}
