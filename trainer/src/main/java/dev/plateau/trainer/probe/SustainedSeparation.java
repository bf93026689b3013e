package dev.plateau.trainer.probe;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * When a support was separated for good: the first step of the first window of consecutive
 * observations in all of which the {@link SupportSeparation} was above a factor.
 *
 * <p>A fold: immutable, each observation gives the next state. The event happens once. A separation
 * that is lost before its window is full begins anew; once the window was full the step stays,
 * whatever comes later. NaN is not above the factor.
 */
public final class SustainedSeparation {
  /** How far above the irrelevant columns the relevant ones must be. */
  public static final double DEFAULT_FACTOR = 10;

  /**
   * Consecutive observations that make the event. A ratio that wanders about the factor is as often
   * above it as below; that it is above 20 times in a row by chance has odds of one in a million,
   * and a run observed a few hundred times still sees its window full.
   */
  public static final int DEFAULT_WINDOW = 20;

  private final double factor;
  private final int window;
  private final int inARow;
  private final long firstStep;

  private SustainedSeparation(double factor, int window, int inARow, long firstStep) {
    this.factor = factor;
    this.window = window;
    this.inARow = inARow;
    this.firstStep = firstStep;
  }

  /**
   * Nothing observed yet.
   *
   * @param factor of the separation, at least 1
   * @param window number of consecutive observations, at least 1
   * @throws IllegalArgumentException quoting what does not fit
   */
  public static SustainedSeparation above(double factor, int window) {
    if (!(factor >= 1 && Double.isFinite(factor))) {
      throw new IllegalArgumentException(
          "a support is separated by a finite factor >= 1, got " + factor);
    }
    if (window < 1) {
      throw new IllegalArgumentException(
          "a separation's window must be >= 1 observations, got " + window);
    }
    return new SustainedSeparation(factor, window, 0, 0);
  }

  /** After one more observation; steps rise. */
  public SustainedSeparation observe(long step, double separation) {
    if (inARow == window) {
      return this;
    }
    if (!(separation > factor)) {
      return new SustainedSeparation(factor, window, 0, 0);
    }
    return new SustainedSeparation(factor, window, inARow + 1, inARow == 0 ? step : firstStep);
  }

  /** Writes what was observed. */
  public void save(DataOutput out) throws IOException {
    out.writeInt(inARow);
    out.writeLong(firstStep);
  }

  /**
   * One of this factor and window that has observed what {@link #save} wrote.
   *
   * @throws IOException if it was written by one of another window
   */
  public SustainedSeparation restored(DataInput in) throws IOException {
    int savedInARow = in.readInt();
    long savedFirstStep = in.readLong();
    if (savedInARow < 0 || savedInARow > window) {
      throw new IOException(
          "%d separations in a row were saved, and the window has %d"
              .formatted(savedInARow, window));
    }
    return new SustainedSeparation(factor, window, savedInARow, savedFirstStep);
  }

  /** The step at which the support was separated; empty until it has been for a window. */
  public OptionalLong step() {
    return inARow == window ? OptionalLong.of(firstStep) : OptionalLong.empty();
  }
}
