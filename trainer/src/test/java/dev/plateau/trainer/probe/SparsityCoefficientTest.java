package dev.plateau.trainer.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.trainer.offline.ReferenceCase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparsityCoefficientTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sparsity-all-dead",
        "sparsity-anticorrelated",
        "sparsity-chain",
        "sparsity-deadunits",
        "sparsity-duplicated-units",
        "sparsity-fc2-1d-init-thr0.99",
        "sparsity-fc2-1d-init-thr0.999",
        "sparsity-fc2-1d-trained",
        "sparsity-fc3-last",
        "sparsity-fc3-layer1",
        "sparsity-fc3-layer2",
        "sparsity-zero-rows",
      })
  void coefficient_reference_isEqual(String name) {
    ReferenceCase fixture = Fixture.read(name);
    SparsityCoefficient measure =
        SparsityCoefficient.ofNormalizedRows(fixture.number("corr_threshold"));
    double expected = fixture.part("expected").number("feature_sparsity");
    assertThat(measure.of(hiddenLayer(fixture))).isCloseTo(expected, within(1e-12));
    // The reference's φ is normalised already, so that rows are taken as they are.
    SparsityCoefficient raw = SparsityCoefficient.ofRawRows(fixture.number("corr_threshold"));
    assertThat(raw.of(fixture.matrix("phi"))).isCloseTo(expected, within(1e-12));
  }

  /** The reference raises an error here; its formula gives the share of the raw activations. */
  @Test
  void coefficient_oneActiveUnit_isItsShareOfNonzeros() {
    ReferenceCase fixture = Fixture.read("sparsity-one-active");
    assertThat(SparsityCoefficient.ofNormalizedRows(0.99).of(hiddenLayer(fixture)))
        .isEqualTo(fixture.part("expected").number("raw_nonzero_fraction"));
  }

  /** The reference deletes one of the two or none, as the mean of ten equal numbers rounds. */
  @Test
  void coefficient_constantUnits_keepsThem() {
    ReferenceCase fixture = Fixture.read("sparsity-constant-units");
    assertThat(SparsityCoefficient.ofNormalizedRows(0.99).of(hiddenLayer(fixture)))
        .isEqualTo(2.0 / 3);
  }

  /** Normalised rows of units that go together are all the same, up to rounding that correlates. */
  @Test
  void coefficient_unitsConstantUpToRounding_keepsThem() {
    double[] strengths = new RandomInputs(13).gaussians(10_000);
    Matrix activations = Matrix.zeros(strengths.length, 2);
    for (int sample = 0; sample < strengths.length; sample++) {
      activations.data()[2 * sample] = Math.abs(strengths[sample]);
      activations.data()[2 * sample + 1] = Math.abs(strengths[sample]);
    }
    assertThat(SparsityCoefficient.ofNormalizedRows(0.95).of(activations)).isEqualTo(1);
    assertThat(SparsityCoefficient.ofRawRows(0.95).of(activations)).isEqualTo(0.5);
  }

  @Test
  void coefficient_anyActivations_isTheNaiveOne() {
    RandomInputs random = new RandomInputs(7);
    int deleted = 0;
    for (int round = 0; round < 300; round++) {
      Matrix activations = activations(random);
      double[] before = activations.data().clone();
      double threshold = round % 2 == 0 ? 0.95 : 0.7;
      boolean normalizes = round % 3 != 0;
      SparsityCoefficient measure =
          normalizes
              ? SparsityCoefficient.ofNormalizedRows(threshold)
              : SparsityCoefficient.ofRawRows(threshold);
      double expected = NaiveSparsityCoefficient.of(activations, threshold, normalizes);
      assertThat(measure.of(activations)).as("round %d", round).isCloseTo(expected, within(1e-12));
      assertThat(activations.data()).as("activations are left as they are").isEqualTo(before);
      deleted += expected < NaiveSparsityCoefficient.of(activations, 2, normalizes) ? 1 : 0;
    }
    assertThat(deleted).as("rounds in which units were deleted").isGreaterThan(100);
  }

  /** ReLU of mixtures of a few directions, so that some units go together and some are dead. */
  private static Matrix activations(RandomInputs random) {
    int samples = random.between(3, 30);
    int units = random.between(1, 14);
    int directions = random.between(1, 4);
    Matrix z =
        OpenBlas.times(
            random.gaussianMatrix(samples, directions), random.gaussianMatrix(directions, units));
    for (int i = 0; i < z.data().length; i++) {
      z.data()[i] = Math.max(0, z.data()[i]);
    }
    return z;
  }

  @Test
  void coefficient_moreThanAThousandUnits_isThatOfTheSameThousand() {
    Matrix many = new RandomInputs(8).gaussianMatrix(6, 1500);
    for (int i = 0; i < many.data().length; i++) {
      many.data()[i] = Math.max(0, many.data()[i]);
    }
    int[] units = UnitSample.chosen(1500);
    assertThat(units).hasSize(1000).doesNotHaveDuplicates().isSorted();
    Matrix sample = Matrix.zeros(6, 1000);
    for (int row = 0; row < 6; row++) {
      for (int unit = 0; unit < 1000; unit++) {
        sample.data()[row * 1000 + unit] = many.get(row, units[unit]);
      }
    }
    SparsityCoefficient measure = SparsityCoefficient.ofNormalizedRows(0.95);
    assertThat(measure.of(many)).isEqualTo(measure.of(sample)).isEqualTo(measure.of(many));
  }

  @Test
  void coefficient_activationsNotFinite_isNaN() {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      Matrix activations = new RandomInputs(9).gaussianMatrix(4, 3);
      activations.data()[4] = bad;
      assertThat(SparsityCoefficient.ofNormalizedRows(0.95).of(activations)).isNaN();
    }
  }

  @Test
  void coefficient_whatDoesNotFit_isRefused() {
    assertThatThrownBy(() -> SparsityCoefficient.ofRawRows(Double.NaN))
        .hasMessage("a correlation threshold must be in (0, 1], got NaN");
    assertThatThrownBy(() -> SparsityCoefficient.ofRawRows(0.95).of(Matrix.zeros(0, 3)))
        .hasMessage("a 0 x 3 matrix has no feature sparsity");
  }

  private static Matrix hiddenLayer(ReferenceCase fixture) {
    List<Matrix> hidden = new ArrayList<>(fixture.network().hiddenActivations(fixture.matrix("X")));
    int layer = (int) fixture.number("n_hidden_to_take");
    return hidden.get(layer < 0 ? hidden.size() + layer : layer - 1);
  }
}
