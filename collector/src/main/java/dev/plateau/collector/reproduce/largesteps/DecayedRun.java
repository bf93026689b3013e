package dev.plateau.collector.reproduce.largesteps;

import dev.plateau.collector.log.Plateau;
import dev.plateau.collector.reproduce.Curve;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Results;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run whose learning rate falls once.
 *
 * @param label what tells it from the others of its setting, as {@code η = 0.282, decay at 30 %}
 * @param run the training
 * @param decayStep the step from which on the rate is lower
 * @param metrics of what is looked at; a network need not have them all
 */
record DecayedRun(String label, PlannedRun run, long decayStep, Map<Measure, String> metrics) {
  private static final String EVERY_STEP = "loss";
  private static final String FULL = "full_loss";

  /** On the stable stretch the loss drifts at most by it: as O1 asks of a rate that still grows. */
  private static final double MOST_DRIFT = 5;

  /** Less of a fall than 0.3 decades is none to the collector's detector. */
  private static final double LEAST_FALL = 2;

  /** One of a task, on the data and first weights of a seed; 0: the paper's own. */
  static DecayedRun of(LargeStepTask task, Rate rate, int dataSeed, Map<Measure, String> metrics) {
    return new DecayedRun(
        rate.label(), task.run(rate, dataSeed), task.decayStep(rate), Map.copyOf(metrics));
  }

  /**
   * Whether its full loss was stable until the rate fell, and fell after it: a stabilization whose
   * end is there to be told. By the curve alone, whatever the collector said.
   */
  boolean hasEnd(Results results) {
    StableStretch stretch = new StableStretch(decayStep, run.steps());
    Curve loss = results.curve(run, FULL);
    double drift = stretch.drift(loss);
    return drift >= 1 / MOST_DRIFT && drift <= MOST_DRIFT && stretch.fall(loss) >= LEAST_FALL;
  }

  /**
   * The stabilization that this fall ended, as the collector told of it: by the loss of each step,
   * or where that has none by the full loss. Its end must have been seen after the fall, and not
   * later than the loss had been stable by then; empty: no such end was told.
   */
  Optional<Plateau> ended(Results results) {
    List<Plateau> plateaus = results.plateaus(run);
    return ended(plateaus, EVERY_STEP).or(() -> ended(plateaus, FULL));
  }

  private Optional<Plateau> ended(List<Plateau> plateaus, String source) {
    return plateaus.stream()
        .filter(plateau -> plateau.source().equals(source) && isEndedByFall(plateau))
        .min(Comparator.comparingLong(Plateau::ordinal));
  }

  private boolean isEndedByFall(Plateau plateau) {
    Plateau.End end = plateau.end();
    return end != null && delay(end) >= 0 && delay(end) <= decayStep - plateau.startStep();
  }

  /** Steps from the fall of the rate to when the end was seen. */
  long delay(Plateau.End end) {
    return end.detectedStep() - decayStep;
  }

  /** Ends that were told before the rate fell, of either loss: there was nothing to tell. */
  long endsToldBefore(Results results) {
    return results.plateaus(run).stream()
        .filter(plateau -> plateau.end() != null && plateau.end().detectedStep() < decayStep)
        .count();
  }
}
