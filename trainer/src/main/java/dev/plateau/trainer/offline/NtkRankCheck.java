package dev.plateau.trainer.offline;

import dev.plateau.trainer.probe.DiagonalTangentFeatures;
import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.RelativeRank;
import dev.plateau.trainer.probe.TangentFeatures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The NTK rank of a {@link ReferenceCase}: at every threshold for which it expects a {@code
 * rank_<threshold>}, except where its {@code log10margin_<threshold>} says that rounding decides;
 * without a margin the case vouches for the rank. Ranks agree if they are equal.
 *
 * <p>The network is {@code layers} ({@code net} fc_relu) or {@code u} and {@code v} (diag) at the
 * samples {@code X}; without either, {@code phi} are the tangent features themselves.
 */
final class NtkRankCheck {
  static final String KIND = "ntk_rank";
  private static final String RANK = "rank_";
  private static final String MARGIN = "log10margin_";

  private NtkRankCheck() {}

  static List<Comparison> of(ReferenceCase reference, Consumer<String> remarks) {
    ReferenceCase expected = reference.part("expected");
    List<String> thresholds = thresholds(expected);
    Matrix phi = tangentFeatures(reference);
    List<Comparison> comparisons = new ArrayList<>();
    for (String threshold : thresholds) {
      String margin = MARGIN + threshold;
      if (expected.has(margin)
          && !RankMargin.decides(Double.parseDouble(threshold), expected.number(margin))) {
        remarks.accept(
            "rank at %s is left out: a singular value %s decades off leaves it to rounding"
                .formatted(threshold, expected.number(margin)));
        continue;
      }
      double rank = new RelativeRank(Double.parseDouble(threshold)).of(phi);
      Double theirs = Comparison.expected(expected, RANK + threshold).orElse(null);
      boolean agrees = theirs == null || Comparison.areEqual(rank, theirs);
      comparisons.add(new Comparison(KIND, threshold, rank, theirs, agrees));
    }
    return comparisons;
  }

  /** As the case writes them, the largest first. */
  private static List<String> thresholds(ReferenceCase expected) {
    List<String> thresholds =
        expected.keys().stream()
            .filter(key -> key.startsWith(RANK))
            .map(key -> key.substring(RANK.length()))
            .toList();
    if (thresholds.isEmpty()) {
      throw new IllegalArgumentException("its 'expected' has no 'rank_<threshold>'");
    }
    for (String threshold : thresholds) {
      if (!threshold.matches("\\d+(\\.\\d+)?(e[-+]?\\d{1,3})?")) {
        throw new IllegalArgumentException(
            "its 'expected' has 'rank_" + threshold + "', which names no threshold");
      }
    }
    return thresholds.stream()
        .sorted(Comparator.comparingDouble(Double::parseDouble).reversed())
        .toList();
  }

  private static Matrix tangentFeatures(ReferenceCase reference) {
    if (reference.has("layers")) {
      String net = reference.has("net") ? reference.text("net") : "fc_relu";
      if (!net.equals("fc_relu")) {
        throw new IllegalArgumentException("its net '" + net + "' is none of fc_relu, diag");
      }
      return TangentFeatures.of(reference.network(), reference.matrix("X"));
    }
    if (reference.has("u")) {
      return DiagonalTangentFeatures.of(
          reference.array("u"), reference.array("v"), reference.matrix("X"));
    }
    if (reference.has("phi")) {
      return reference.matrix("phi");
    }
    throw new IllegalArgumentException("it has none of 'layers', 'u' and 'phi'");
  }
}
