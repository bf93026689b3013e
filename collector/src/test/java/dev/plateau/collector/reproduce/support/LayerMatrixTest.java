package dev.plateau.collector.reproduce.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.MissingRunException;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Plot;
import org.junit.jupiter.api.Test;

class LayerMatrixTest {
  private static final Extent EXTENT = MadeUpResults.extent(true, 1);
  private static final PlannedRun RUN = SupportTask.LINEAR.run(Variant.SGD_32, EXTENT);

  /** Two entries each, so that all is known by hand: (3, 4) and (−4, 3), the first one relevant. */
  @Test
  void measures_fewEntries_areThoseByHand() {
    double[][][] a = new double[3][15][15];
    double[][][] b = new double[3][15][15];
    a[1][2][3] = 3;
    a[1][2][7] = 4;
    b[1][2][3] = -4;
    b[1][2][7] = 3;
    MadeUpResults results = new MadeUpResults();
    results.weights(RUN, a, b);
    LayerMatrix first = LayerMatrix.firstWeights(results, RUN, 1);
    LayerMatrix last = LayerMatrix.lastWeights(results, RUN, 1);
    assertThat(first.relevantShare()).isEqualTo(0.6);
    assertThat(first.likeness(last)).isCloseTo(24.0 / 25, within(1e-15));
    assertThat(first.distance(last)).isCloseTo(Math.sqrt(2), within(1e-15));
    assertThat(first.distance(first)).isZero();
    Plot.Image image = (Plot.Image) last.image("W₂", Plot.Palette.VIRIDIS);
    assertThat(image.values().get(2).get(3)).isEqualTo(4);
    assertThat(image.values().get(3).get(2)).isZero();
    // The Gram matrix of b: (−4, 3) with itself.
    LayerMatrix gram = LayerMatrix.lastGram(results, RUN, 1);
    assertThat(gram.relevantShare()).isCloseTo(16.0 / 25, within(1e-15));
  }

  /** What the reasons of bands say of matrices that have nothing to do with each other. */
  @Test
  void measures_independentMatrices_areAsBandsHaveThem() {
    double likeness = 0;
    double distance = 0;
    double ofWeights = 0;
    int draws = 40;
    for (int seed = 0; seed < draws; seed++) {
      MadeUpResults results = new MadeUpResults();
      results.weights(RUN, MadeUpResults.drawn(seed), MadeUpResults.drawn(1000 + seed));
      LayerMatrix first = LayerMatrix.firstGram(results, RUN, 0);
      LayerMatrix last = LayerMatrix.lastGram(results, RUN, 0);
      likeness += first.likeness(last) / draws;
      distance += first.distance(last) / draws;
      ofWeights +=
          LayerMatrix.firstWeights(results, RUN, 0)
                  .likeness(LayerMatrix.lastWeights(results, RUN, 0))
              / draws;
    }
    assertThat(likeness).isCloseTo(0.77, within(0.03));
    assertThat(distance).isCloseTo(1, within(0.1));
    assertThat(ofWeights).isCloseTo(2 / Math.PI, within(0.02));
  }

  @Test
  void lastGram_runWithoutMatrices_isMissing() {
    MadeUpResults results = new MadeUpResults();
    assertThatExceptionOfType(MissingRunException.class)
        .isThrownBy(() -> LayerMatrix.lastGram(results, RUN, 0));
    results.weights(RUN, MadeUpResults.drawn(0), MadeUpResults.drawn(0));
    assertThatExceptionOfType(MissingRunException.class)
        .isThrownBy(() -> LayerMatrix.lastGram(results, RUN, 3))
        .withMessageContaining("support-linear")
        .withMessageContaining("layer3.0.0");
  }
}
