package dev.plateau.collector.phase;

/**
 * A change of phase that a detector saw. Steps are the trainer's; levels are log₁₀ of the loss, 1
 * being a decade.
 */
public sealed interface PhaseEvent {
  /** The step of the observation at which the change was recognised. */
  long detectionStep();

  /**
   * The plateau's level: median of log₁₀ of its block means, without its first quarter; NaN if it
   * is not known.
   */
  double levelLog10();

  /**
   * The loss is on a plateau.
   *
   * @param startStep the plateau's first step
   */
  record StabilizationBegan(long startStep, long detectionStep, double levelLog10)
      implements PhaseEvent {
    /**
     * @throws IllegalArgumentException if detection precedes the start
     */
    public StabilizationBegan {
      requireOrder("start", startStep, "detection", detectionStep);
    }
  }

  /**
   * The loss has fallen out of its plateau.
   *
   * @param plateauStartStep the plateau's first step
   * @param onsetStep the first step of the fall
   * @param changeDecades mean of log₁₀ of the loss since the onset, less the level; negative
   */
  record StabilizationEnded(
      long plateauStartStep,
      long onsetStep,
      long detectionStep,
      double levelLog10,
      double changeDecades)
      implements PhaseEvent {
    /**
     * @throws IllegalArgumentException if start, onset and detection are not in this order
     */
    public StabilizationEnded {
      requireOrder("plateau start", plateauStartStep, "onset", onsetStep);
      requireOrder("onset", onsetStep, "detection", detectionStep);
    }
  }

  /**
   * A loss on a plateau, or risen out of one, has become NaN, infinite or larger than 1e30.
   *
   * @param plateauStartStep the first step of the last plateau
   * @param onsetStep the step of that loss
   */
  record Diverged(long plateauStartStep, long onsetStep, double levelLog10) implements PhaseEvent {
    /**
     * @throws IllegalArgumentException if the onset precedes the plateau
     */
    public Diverged {
      requireOrder("plateau start", plateauStartStep, "onset", onsetStep);
    }

    /** Divergence is recognised at once: the onset. */
    @Override
    public long detectionStep() {
      return onsetStep;
    }
  }

  private static void requireOrder(String early, long earlyStep, String late, long lateStep) {
    if (earlyStep > lateStep) {
      throw new IllegalArgumentException(
          late + " step must be >= " + early + " step " + earlyStep + ", got " + lateStep);
    }
  }
}
