package dev.plateau.collector.reproduce;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as a table shows them. */
public final class Numbers {
  private static final int READABLE_DIGITS = 3;
  private static final int EXACT_DIGITS = 8;

  private Numbers() {}

  /**
   * Three digits, whole numbers below a million with all of theirs: {@code 0.0456}, {@code 4.48},
   * {@code 1.2e-7}, {@code 1999}; NaN as it is.
   */
  public static String readable(double value) {
    boolean isCount = Math.rint(value) == value && Math.abs(value) < 1e6;
    return of(value, isCount ? EXACT_DIGITS : READABLE_DIGITS);
  }

  /** All digits that a person would have written: {@code 3.855}, {@code -1e-6}. */
  public static String exact(double value) {
    return of(value, EXACT_DIGITS);
  }

  private static String of(double value, int digits) {
    if (!Double.isFinite(value) || value == 0) {
      return value == 0 ? "0" : Double.toString(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
    double size = Math.abs(value);
    if (size >= 1e-3 && size < 1e6) {
      return rounded.toPlainString();
    }
    int exponent = rounded.precision() - rounded.scale() - 1;
    return rounded.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
  }
}
