package dev.plateau.trainer.offline;

import dev.plateau.trainer.probe.InputSet;
import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.W1Norm;
import java.util.List;

/**
 * The irrelevant W₁ norm of a {@link ReferenceCase}, of {@code W1} (outputs × inputs) with the
 * {@code relevant} inputs' indices; agrees to 1e-10 of its size.
 */
final class W1NormCheck {
  static final String KIND = "w1_irrelevant_norm";
  private static final double TOLERANCE = 1e-10;

  private W1NormCheck() {}

  static List<Comparison> of(ReferenceCase reference) {
    Double expected =
        Comparison.expected(reference.part("expected"), "irrelevant_norm").orElse(null);
    Matrix w1 = reference.matrix("W1");
    double value =
        W1Norm.over(InputSet.of(w1.columns(), reference.indices("relevant")).complement()).of(w1);
    boolean agrees =
        expected == null || Comparison.areWithin(TOLERANCE * Math.abs(expected), value, expected);
    return List.of(new Comparison(KIND, null, value, expected, agrees));
  }
}
