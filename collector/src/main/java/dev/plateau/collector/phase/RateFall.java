package dev.plateau.collector.phase;

/** What counts as a fall of the learning rate: by 10 % or more at once. */
public final class RateFall {
  private static final double LEFT = 0.9;

  private RateFall() {}

  /** Whether a rate fell to another; one that is NaN on either side has not. */
  public static boolean isFall(double before, double now) {
    return now <= LEFT * before && before > 0;
  }
}
