package dev.plateau.trainer.listener;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds for all probes of a listener.
 *
 * @param budget share of the training's time that probes may take, above 0 and at most 1; infinite:
 *     nothing limits them
 * @param lastStep the run's last step, at which every probe runs; negative: not known
 */
record ProbingRules(double budget, long lastStep) {
  private static final long UNKNOWN = -1;

  /** One percent, and no end in sight. */
  static final ProbingRules DEFAULT = new ProbingRules(0.01, UNKNOWN);

  /**
   * @throws IllegalArgumentException quoting the budget, if it is no share
   */
  ProbingRules {
    if (!((budget > 0 && budget <= 1) || budget == Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the budget is a share of the training's time, above 0 and at most 1 (0.01: 1 %), got "
              + budget);
    }
  }

  ProbingRules within(double share) {
    return new ProbingRules(share, lastStep);
  }

  ProbingRules withoutBudget() {
    return new ProbingRules(Double.POSITIVE_INFINITY, lastStep);
  }

  ProbingRules endingAt(long step) {
    if (step < 0) {
      throw new IllegalArgumentException("the last step must be >= 0, got " + step);
    }
    return new ProbingRules(budget, step);
  }

  boolean isUnlimited() {
    return Double.isInfinite(budget);
  }

  /**
   * Whether all the probes can run.
   *
   * @throws IllegalArgumentException naming a probe of which nothing says how often it runs
   */
  void check(List<ProbeRequest> requests) {
    for (ProbeRequest request : requests) {
      if (isUnlimited() && request.needsBudget()) {
        throw new IllegalArgumentException(
            "the probe %s has no schedule, and there is no budget to say how often it runs;"
                    .formatted(request.probe().name())
                + " give it a schedule, as every:100");
      }
    }
  }

  /** A budget for one run; null: nothing limits the probes. */
  @Nullable ProbeBudget newBudget() {
    return isUnlimited() ? null : new ProbeBudget(budget);
  }

  boolean isLast(long step) {
    return step == lastStep;
  }

  /** How long the training waits for probes where it must wait. */
  long patienceNanos() {
    return isUnlimited() ? Long.MAX_VALUE : Probing.PATIENCE_NANOS;
  }
}
