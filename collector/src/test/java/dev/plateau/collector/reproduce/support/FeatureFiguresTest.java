package dev.plateau.collector.reproduce.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.Results;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeatureFiguresTest {
  private static final Extent QUICK =
      new Extent(true, 1, Optional.empty(), Optional.of(Path.of("features")));
  private static final FeatureRuns RUNS = new FeatureRuns(QUICK);

  @Test
  void gold_publishedSpectrum_meetsAll_andOneWithoutDecayDoesNot() {
    assertThat(verdicts(new Support8Figure(), gold(9, 1e-9))).containsOnly(true);
    assertThat(verdicts(new Support8Figure(), gold(512, 1e-9))).containsExactly(true, false, false);
  }

  private static Results gold(int directions, double rest) {
    return new LayeredResults()
        .array(RUNS.gold(), "singular_value", true, "layer0.", 1, 512, k -> Math.sqrt(1.33 / k))
        .array(
            RUNS.gold(),
            "singular_value",
            false,
            "layer0.",
            1,
            512,
            k -> Math.sqrt(k <= directions ? 0.29 : rest));
  }

  @Test
  void norms_ofGdInSgdsPlace_areNotMet() {
    assertThat(verdicts(new Support18Figure(), norms(0.001, 0.99, 0.6))).containsOnly(true);
    assertThat(verdicts(new Support18Figure(), norms(0.5, 0.6, 0.99))).containsOnly(false);
  }

  private static Results norms(double gold, double descent, double sgd) {
    return new LayeredResults()
        .curve(RUNS.gold(), "w1_irrelevant_norm", 13, 13 * gold)
        .curve(RUNS.descent(), "w1_irrelevant_norm", 13, 13 * descent)
        .curve(RUNS.sgd(), "w1_irrelevant_norm", 13, 13 * sgd);
  }

  @Test
  void spectra_published_meetAll_andUntrainedOnesDoNot() {
    assertThat(verdicts(new Support19Figure(), spectra(6.6))).containsOnly(true);
    assertThat(verdicts(new Support19Figure(), spectra(1.33))).containsExactly(false, true, false);
  }

  private static Results spectra(double learnt) {
    return new LayeredResults()
        .array(RUNS.sgd(), "singular_value", true, "layer0.", 1, 512, k -> Math.sqrt(1.33))
        .array(
            RUNS.sgd(),
            "singular_value",
            false,
            "layer0.",
            1,
            512,
            k -> Math.sqrt(k <= 9 ? learnt : 1.33));
  }

  private static List<Boolean> verdicts(Figure figure, Results results) {
    return figure.expectations(QUICK).stream()
        .map(expectation -> expectation.check(results).isMet())
        .toList();
  }
}
