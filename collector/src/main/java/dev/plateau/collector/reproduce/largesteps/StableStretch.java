package dev.plateau.collector.reproduce.largesteps;

import dev.plateau.collector.reproduce.Curve;

/**
 * The second half of the steps until a learning rate falls: where the loss is said to be stable.
 * Its first half is left out, as the loss may still be on its way there.
 *
 * @param decayStep at which the learning rate falls
 * @param steps of the whole run
 */
record StableStretch(long decayStep, long steps) {
  private static final double WIDE = 10;
  private static final int LAST_SHARE = 10;

  /** Of a task's rate. */
  static StableStretch of(LargeStepTask task, Rate rate) {
    return new StableStretch(task.decayStep(rate), task.steps());
  }

  /** The median on it. */
  double level(Curve loss) {
    return loss.median(decayStep / 2, decayStep);
  }

  /** The median on its later half over that on its earlier half; 1: it is level. */
  double drift(Curve loss) {
    long middle = decayStep * 3 / 4;
    return loss.median(middle, decayStep) / loss.median(decayStep / 2, middle);
  }

  /** The share of measurements on it that are within ×10 of their median, from 0 to 1. */
  double shareNearby(Curve loss) {
    double level = level(loss);
    int all = 0;
    int nearby = 0;
    for (int i = 0; i < loss.size(); i++) {
      if (loss.step(i) >= decayStep / 2 && loss.step(i) <= decayStep) {
        all++;
        double ratio = loss.value(i) / level;
        nearby += ratio >= 1 / WIDE && ratio <= WIDE ? 1 : 0;
      }
    }
    return (double) nearby / all;
  }

  /** By what the loss has fallen: the median on it over that on the last tenth of all steps. */
  double fall(Curve loss) {
    return level(loss) / loss.median(steps - steps / LAST_SHARE, steps);
  }
}
