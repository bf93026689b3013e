package dev.plateau.collector.look;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sorts one run's values of a metric into the stretches between given positions, in memory that
 * does not grow with the run. Not thread-safe.
 */
final class StretchFold {
  private final long[] positions;
  private final long origin;
  private final double[] last;
  private final long[] lastStep;
  private final CurveCell[] cells;

  /**
   * @param positions ascending
   * @param origin step of position 0
   */
  StretchFold(long[] positions, long origin) {
    this.positions = positions;
    this.origin = origin;
    last = new double[positions.length];
    lastStep = new long[positions.length];
    cells = new CurveCell[positions.length];
    Arrays.fill(last, Double.NaN);
    Arrays.fill(lastStep, -1);
    Arrays.setAll(cells, i -> CurveCell.empty(0, 0));
  }

  void add(long step, double value) {
    int found = Arrays.binarySearch(positions, step - origin);
    int stretch = found >= 0 ? found : -found - 1;
    if (stretch == positions.length) {
      // Came since the registry was read, from which the positions are.
      return;
    }
    cells[stretch] = cells[stretch].join(one(value));
    if (step >= lastStep[stretch]) {
      lastStep[stretch] = step;
      last[stretch] = value;
    }
  }

  private static CurveCell one(double value) {
    boolean finite = Double.isFinite(value);
    double bound = finite ? value : Double.NaN;
    return new CurveCell(0, 0, 1, finite ? 0 : 1, bound, bound, finite ? value : 0);
  }

  /**
   * The stretches, with the last value carried on over those in which none came.
   *
   * @param endStep the run's last step: at positions behind it nothing is known
   */
  List<Stretch> stretches(long endStep) {
    List<Stretch> stretches = new ArrayList<>();
    double carried = Double.NaN;
    long carriedStep = -1;
    for (int i = 0; i < positions.length; i++) {
      if (lastStep[i] >= 0) {
        carried = last[i];
        carriedStep = lastStep[i];
      }
      boolean ended = positions[i] + origin > endStep;
      stretches.add(
          new Stretch(
              positions[i],
              ended ? Double.NaN : carried,
              ended ? -1 : carriedStep,
              cells[i].values(),
              cells[i].notFinite(),
              cells[i].min(),
              cells[i].max()));
    }
    return stretches;
  }
}
