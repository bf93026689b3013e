package dev.plateau.collector.reproduce;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as a table shows them: three digits. */
final class Numbers {
  private Numbers() {}

  /** {@code 0.0456}, {@code 4.48}, {@code 1.2e-7}, {@code 20000}; NaN as it is. */
  static String readable(double value) {
    if (!Double.isFinite(value) || value == 0) {
      return value == 0 ? "0" : Double.toString(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(3));
    double size = Math.abs(value);
    return size >= 1e-3 && size < 1e6
        ? rounded.stripTrailingZeros().toPlainString()
        : rounded.stripTrailingZeros().toString().replace("E", "e");
  }
}
