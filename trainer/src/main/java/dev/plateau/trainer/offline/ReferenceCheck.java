package dev.plateau.trainer.offline;

import java.util.List;
import java.util.function.Consumer;

/** Measures a {@link ReferenceCase} and compares with what the reference gave. */
public final class ReferenceCheck {
  private ReferenceCheck() {}

  /**
   * All that can be compared.
   *
   * @param remarks takes a sentence for each value that is left out because rounding decides it
   * @throws IllegalArgumentException saying in one sentence what is wrong with the case
   */
  public static List<Comparison> of(ReferenceCase reference, Consumer<String> remarks) {
    String kind = reference.text("kind");
    return switch (kind) {
      case NtkRankCheck.KIND -> NtkRankCheck.of(reference, remarks);
      case FeatureSparsityCheck.KIND -> FeatureSparsityCheck.of(reference, remarks);
      case W1NormCheck.KIND -> W1NormCheck.of(reference);
      default ->
          throw new IllegalArgumentException(
              "its kind '%s' is none of %s, %s, %s"
                  .formatted(kind, NtkRankCheck.KIND, FeatureSparsityCheck.KIND, W1NormCheck.KIND));
    };
  }
}
