package dev.plateau.collector.reproduce;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How much is run of a figure.
 *
 * @param isQuick fewer steps and seeds with the same settings, so that all figures of a paper take
 *     15 minutes on two cores
 * @param trajectories seeds of one setting whose median is shown, where the paper shows one; at
 *     least 1
 * @param mnist folder with MNIST's four files; empty: figures that need them are not run
 * @param features folder with features of a frozen network, for {@code features-head}; empty: those
 *     figures are not run
 */
public record Extent(
    boolean isQuick, int trajectories, Optional<Path> mnist, Optional<Path> features) {
  /**
   * @throws IllegalArgumentException quoting it, if trajectories is below 1
   */
  public Extent {
    if (trajectories < 1) {
      throw new IllegalArgumentException("trajectories must be >= 1, got " + trajectories);
    }
  }

  /** Trajectories where nobody says how many: as the first paper's medians have, or just one. */
  public static int defaultTrajectories(boolean isQuick) {
    return isQuick ? 1 : 10;
  }

  /** One of two values: the first in full, the second where it has to be quick. */
  public long steps(long full, long quick) {
    return isQuick ? quick : full;
  }
}
