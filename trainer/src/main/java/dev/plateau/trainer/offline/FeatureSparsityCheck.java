package dev.plateau.trainer.offline;

import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.SparsityCoefficient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The feature sparsity coefficient of a {@link ReferenceCase}, which agrees to 1e-12.
 *
 * <p>The layer is {@code n_hidden_to_take} of {@code layers} at the samples {@code X}: k the k-th
 * hidden one from 1, −1 the last; without layers, {@code phi} are its activations with rows
 * normalised. Where the reference raised an error there is nothing to agree with, and the value is
 * nonzeros / (samples × units).
 *
 * <p>Units that are the same at all samples: the reference keeps or deletes them as the mean of
 * equal numbers happens to round. A difference that this explains is left out: by a whole number of
 * such units' shares, 1/units each.
 */
final class FeatureSparsityCheck {
  static final String KIND = "feature_sparsity";
  private static final double TOLERANCE = 1e-12;

  private FeatureSparsityCheck() {}

  static List<Comparison> of(ReferenceCase reference, Consumer<String> remarks) {
    Double expected = Comparison.expected(reference.part("expected"), KIND).orElse(null);
    double threshold = reference.number("corr_threshold");
    boolean hasLayers = reference.has("layers");
    Matrix activations = hasLayers ? hiddenLayer(reference) : reference.matrix("phi");
    SparsityCoefficient sparsity =
        hasLayers
            ? SparsityCoefficient.ofNormalizedRows(threshold)
            : SparsityCoefficient.ofRawRows(threshold);
    double value = sparsity.of(activations);
    boolean agrees = expected == null || Comparison.areWithin(TOLERANCE, value, expected);
    if (expected != null && !agrees && isOfConstants(value - expected, activations)) {
      remarks.accept(
          "feature sparsity is left out: units are the same at all samples, and rounding decides"
              + " whether the reference deletes them; ours is %s, the reference's %s"
                  .formatted(value, expected));
      return List.of();
    }
    return List.of(new Comparison(KIND, null, value, expected, agrees));
  }

  private static Matrix hiddenLayer(ReferenceCase reference) {
    List<Matrix> hidden =
        new ArrayList<>(reference.network().hiddenActivations(reference.matrix("X")));
    int taken = reference.has("n_hidden_to_take") ? reference.wholeNumber("n_hidden_to_take") : -1;
    int index = taken < 0 ? hidden.size() + taken : taken - 1;
    if (index < 0 || index >= hidden.size()) {
      throw new IllegalArgumentException(
          "its 'n_hidden_to_take' is %d, it has %d hidden layers".formatted(taken, hidden.size()));
    }
    return hidden.get(index);
  }

  private static boolean isOfConstants(double difference, Matrix activations) {
    double units = Math.abs(difference) * activations.columns();
    long whole = Math.round(units);
    return whole >= 1
        && whole <= ConstantUnits.in(activations)
        && Math.abs(units - whole) <= TOLERANCE * activations.columns();
  }
}
