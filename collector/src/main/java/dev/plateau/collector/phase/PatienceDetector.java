package dev.plateau.collector.phase;

import java.util.Optional;

/**
 * The rule that people use today, "patience-1": the loss has stabilized when its smoothed value has
 * not improved on its best by a share for some while, as early stopping and ReduceLROnPlateau have
 * it; stabilization ends when it does improve again, and by much.
 *
 * <p>With v₁, v₂, … the losses, a their number: the smoothed loss s ← s + (v − s)/min(a, max(50,
 * a/50)). It is better than the best b so far where s &lt; 0.95·b. No better one for max(100, a/4)
 * losses: stabilized since the best one. Stabilized and s &lt; 0.3·b: the end, with the onset where
 * s fell below b for the last time. A loss that is NaN, infinite or at least 1e30 ends all.
 *
 * <p>It is here for comparison only. It has nothing but a threshold to tell a bounce from a fall,
 * and losses bounce over decades: whatever its numbers, it misses ends or invents them. On the
 * recorded traces it finds about half of the ends in the full loss; in single samples' losses it
 * finds more and is wrong more often than right. Not kept between processes, hence for recorded
 * losses only. Its state is seven numbers. Not thread-safe.
 */
public final class PatienceDetector implements PhaseDetector {
  /** The name by which this detector is chosen and its events are marked. */
  public static final String NAME = "patience-1";

  private static final double DIVERGED_LOSS = 1e30;
  private static final double SMALLEST_LOSS = 1e-30;
  private static final double SHORTEST_HORIZON = 50;
  private static final double HORIZON_SHARE_OF_AGE = 0.02;
  private static final double IMPROVEMENT = 0.05;
  private static final double FALL = 0.7;
  private static final double SHORTEST_PATIENCE = 100;
  private static final double PATIENCE_SHARE_OF_AGE = 0.25;

  private LossPhase phase = LossPhase.DESCENDING;
  private long age;
  private double smoothed;
  private double best = Double.POSITIVE_INFINITY;
  private long bestStep;
  private long withoutBetter;

  // The first step since which the smoothed loss has been below the best without a break; -1: it
  // is not.
  private long belowSince = -1;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public LossPhase phase() {
    return phase;
  }

  @Override
  public Optional<PhaseEvent> observe(long step, double loss) {
    if (phase == LossPhase.DIVERGED) {
      return Optional.empty();
    }
    if (!(loss < DIVERGED_LOSS)) {
      return diverge(step);
    }
    smooth(Math.max(loss, SMALLEST_LOSS));
    if (smoothed >= best) {
      belowSince = -1;
    } else if (belowSince < 0) {
      belowSince = step;
    }
    double threshold = phase == LossPhase.STABILIZED ? FALL : IMPROVEMENT;
    if (smoothed < (1 - threshold) * best) {
      return improve(step);
    }
    withoutBetter++;
    return phase != LossPhase.STABILIZED && withoutBetter >= patience()
        ? stabilize(step)
        : Optional.empty();
  }

  private void smooth(double loss) {
    age++;
    double horizon = Math.max(SHORTEST_HORIZON, HORIZON_SHARE_OF_AGE * (double) age);
    smoothed += (loss - smoothed) / Math.min((double) age, horizon);
  }

  private double patience() {
    return Math.max(SHORTEST_PATIENCE, PATIENCE_SHARE_OF_AGE * (double) age);
  }

  private Optional<PhaseEvent> stabilize(long step) {
    phase = LossPhase.STABILIZED;
    return Optional.of(new PhaseEvent.StabilizationBegan(bestStep, step, Math.log10(best)));
  }

  private Optional<PhaseEvent> improve(long step) {
    boolean ends = phase == LossPhase.STABILIZED;
    Optional<PhaseEvent> end =
        ends
            ? Optional.of(
                new PhaseEvent.StabilizationEnded(
                    bestStep, belowSince, step, Math.log10(best), Math.log10(smoothed / best)))
            : Optional.empty();
    phase = ends ? LossPhase.FITTING : phase;
    best = smoothed;
    bestStep = step;
    belowSince = -1;
    withoutBetter = 0;
    return end;
  }

  private Optional<PhaseEvent> diverge(long step) {
    boolean stabilized = phase == LossPhase.STABILIZED;
    phase = LossPhase.DIVERGED;
    return stabilized
        ? Optional.of(new PhaseEvent.Diverged(bestStep, step, Math.log10(best)))
        : Optional.empty();
  }
}
