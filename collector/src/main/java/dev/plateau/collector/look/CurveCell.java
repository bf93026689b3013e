package dev.plateau.collector.look;

/**
 * What a metric was over a stretch of steps. Nothing between its bounds is left out: every value
 * that was read is between {@code min} and {@code max}, or counted as not finite.
 *
 * @param fromStep first step of the stretch
 * @param toStep last step of the stretch
 * @param values how many values came, finite or not; 0: none
 * @param notFinite how many of them were NaN or infinite
 * @param min smallest finite value; NaN if there is none
 * @param max largest finite value; NaN if there is none
 * @param sum sum of the finite values
 */
public record CurveCell(
    long fromStep, long toStep, long values, long notFinite, double min, double max, double sum) {
  /**
   * @throws IllegalArgumentException if the stretch ends before it begins, or a count is impossible
   */
  public CurveCell {
    if (toStep < fromStep) {
      throw new IllegalArgumentException(
          "a cell's last step must be >= its first one " + fromStep + ", got " + toStep);
    }
    if (notFinite < 0 || notFinite > values) {
      throw new IllegalArgumentException(
          "of " + values + " values at most all are not finite, got " + notFinite);
    }
  }

  /** A cell in which nothing has come yet. */
  static CurveCell empty(long fromStep, long toStep) {
    return new CurveCell(fromStep, toStep, 0, 0, Double.NaN, Double.NaN, 0);
  }

  /** Whether nothing was said of the metric in this stretch. */
  public boolean isEmpty() {
    return values == 0;
  }

  /** Arithmetic mean of the finite values; NaN if there is none. */
  public double mean() {
    return sum / (values - notFinite);
  }

  /** Whether it has finite values. */
  public boolean hasNumbers() {
    return values > notFinite;
  }

  /** This cell and the one behind it as one. */
  CurveCell join(CurveCell next) {
    return new CurveCell(
        fromStep,
        next.toStep,
        values + next.values,
        notFinite + next.notFinite,
        lower(min, next.min),
        upper(max, next.max),
        sum + next.sum);
  }

  private static double lower(double a, double b) {
    return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.min(a, b);
  }

  private static double upper(double a, double b) {
    return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.max(a, b);
  }
}
