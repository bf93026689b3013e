package dev.plateau.collector.reproduce.largesteps;

import dev.plateau.collector.log.Plateau;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Results;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A run whose learning rate falls once, while its loss is stabilized, on the paper's own data.
 *
 * @param task what is trained
 * @param rate the schedule of its learning rate; it falls
 */
record DecayedRun(LargeStepTask task, Rate rate) {
  private static final String EVERY_STEP = "loss";
  private static final String FULL = "full_loss";

  /** For people, as {@code diagonal, η = 0.282, decay at 30 %}. */
  String name() {
    return task.experiment() + ", " + rate.label();
  }

  /** The training. */
  PlannedRun run() {
    return task.reference(rate);
  }

  /** The step from which on the rate is lower. */
  long decayStep() {
    return task.decayStep(rate);
  }

  /** The metric that says how sparse its features are: of networks the last hidden layer's. */
  String sparsity() {
    return switch (task.experiment()) {
      case "diagonal", "diagonal-gd" -> "predictor_nonzeros";
      case "teacher-student-3" -> "feature_sparsity/layer1";
      default -> "feature_sparsity/layer0";
    };
  }

  /**
   * The stabilization that this fall ended, as the collector told of it: by the loss of each step,
   * or where that has none by the full loss. Its end must have been seen after the fall, and not
   * later than the loss had been stable by then; empty: the detector missed it.
   */
  Optional<Plateau> ended(Results results) {
    List<Plateau> plateaus = results.plateaus(run());
    return ended(plateaus, EVERY_STEP).or(() -> ended(plateaus, FULL));
  }

  private Optional<Plateau> ended(List<Plateau> plateaus, String source) {
    return plateaus.stream()
        .filter(plateau -> plateau.source().equals(source) && isEndedByFall(plateau))
        .min(Comparator.comparingLong(Plateau::ordinal));
  }

  private boolean isEndedByFall(Plateau plateau) {
    Plateau.End end = plateau.end();
    return end != null && delay(end) >= 0 && delay(end) <= decayStep() - plateau.startStep();
  }

  /** Steps from the fall of the rate to when the end was seen. */
  long delay(Plateau.End end) {
    return end.detectedStep() - decayStep();
  }

  /** Ends that were told before the rate fell, of either loss: there was nothing to tell. */
  long endsToldBefore(Results results) {
    return results.plateaus(run()).stream()
        .filter(plateau -> plateau.end() != null && plateau.end().detectedStep() < decayStep())
        .count();
  }
}
