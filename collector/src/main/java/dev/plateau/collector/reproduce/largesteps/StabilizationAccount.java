package dev.plateau.collector.reproduce.largesteps;

import dev.plateau.collector.log.Plateau;
import dev.plateau.collector.reproduce.Curve;
import dev.plateau.collector.reproduce.Results;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A decayed run as seen from its stabilization: what went on unseen in the loss between the steps
 * at which the collector has it begin and end.
 *
 * @param decayed the run
 * @param plateau its stabilization, as the collector told of it
 * @param end where and why it ended
 * @param results where its curves are
 */
record StabilizationAccount(DecayedRun decayed, Plateau plateau, Plateau.End end, Results results) {
  /** Of a run; empty: its end was not told. */
  static Optional<StabilizationAccount> of(DecayedRun decayed, Results results) {
    return decayed
        .ended(results)
        .flatMap(
            plateau ->
                Optional.ofNullable(plateau.end())
                    .map(end -> new StabilizationAccount(decayed, plateau, end, results)));
  }

  /** Of those of some runs whose end was told. */
  static List<StabilizationAccount> of(Collection<DecayedRun> runs, Results results) {
    return runs.stream().flatMap(run -> of(run, results).stream()).toList();
  }

  /** Steps from where the loss left its level to where it began to be there; at least 1. */
  long steps() {
    return Math.max(1, end.onsetStep() - plateau.startStep());
  }

  /** Steps from the fall of the rate to when the end was seen, as a share of {@link #steps}. */
  double delayShare() {
    return (double) decayed.delay(end) / steps();
  }

  /** Whether it is measured in this run. */
  boolean has(Measure measure) {
    return decayed.metrics().containsKey(measure);
  }

  /**
   * A measure where the stabilization began: as it was taken first from there on, since a network
   * that starts with an output of 0 is as sparse as can be before its first step.
   */
  double atStart(Measure measure) {
    Curve curve = curve(measure);
    for (int i = 0; i < curve.size(); i++) {
      if (curve.step(i) >= Math.max(1, plateau.startStep())) {
        return curve.value(i);
      }
    }
    return curve.last();
  }

  /** A measure where the stabilization ended. */
  double atEnd(Measure measure) {
    return curve(measure).at(end.onsetStep());
  }

  /** What is left at the end of the stabilization of what there was at its beginning. */
  double left(Measure measure) {
    return atEnd(measure) / atStart(measure);
  }

  /** Median of the full loss while it was stable. */
  double level() {
    return curve(Measure.FULL_LOSS).median(plateau.startStep(), end.onsetStep());
  }

  private Curve curve(Measure measure) {
    String metric = decayed.metrics().get(measure);
    if (metric == null) {
      throw new IllegalArgumentException(
          "%s is not measured in %s".formatted(measure, decayed.label()));
    }
    return results.curve(decayed.run(), metric);
  }

  /** A measure over time since the end, in lengths of the stabilization: it began at −1. */
  record Aligned(List<Double> time, List<Double> value) {}

  /**
   * A measure from where the stabilization began, aligned; of the loss as a multiple of its level,
   * else as a share of what there was at the beginning.
   *
   * @param after lengths after the end up to which it is shown
   */
  Aligned aligned(Measure measure, double after) {
    double unit = measure == Measure.FULL_LOSS ? level() : atStart(measure);
    List<Double> times = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    Curve curve = curve(measure);
    for (int i = 0; i < curve.size(); i++) {
      double at = (double) (curve.step(i) - end.onsetStep()) / steps();
      if (curve.step(i) >= Math.max(1, plateau.startStep()) && at <= after) {
        times.add(at);
        values.add(curve.value(i) / unit);
      }
    }
    return new Aligned(times, values);
  }
}
