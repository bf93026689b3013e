package dev.plateau.trainer.offline;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value of ours beside the reference's.
 *
 * @param kind the measure, as the case calls it
 * @param threshold of a rank, as the case writes it; null: the measure has none
 * @param value ours
 * @param expected the reference's; null: the reference gave none
 * @param agrees whether they are the same within the kind's tolerance; true where there is nothing
 *     to agree with
 */
public record Comparison(
    String kind,
    @Nullable String threshold,
    double value,
    @Nullable Double expected,
    boolean agrees) {
  /** The same numbers, NaN as a number too. */
  static boolean areEqual(double value, double expected) {
    return Double.compare(value, expected) == 0 || value == expected;
  }

  /** Whether two values are equal or no further apart than that. */
  static boolean areWithin(double tolerance, double value, double expected) {
    return areEqual(value, expected) || Math.abs(value - expected) <= tolerance;
  }

  /** What a case expects of a name; empty if the reference gave no value. */
  static Optional<Double> expected(ReferenceCase expected, String key) {
    if (!expected.keys().contains(key)) {
      throw new IllegalArgumentException("its 'expected' has no '" + key + "'");
    }
    return expected.has(key) ? Optional.of(expected.number(key)) : Optional.empty();
  }
}
