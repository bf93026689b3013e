package dev.plateau.collector.reproduce.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.MissingRunException;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Plot;
import dev.plateau.collector.reproduce.Results;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MnistFiguresTest {
  private static final Extent QUICK =
      new Extent(true, 1, Optional.of(Path.of("mnist")), Optional.of(Path.of("features")));
  private static final MnistRuns RUNS = new MnistRuns(QUICK);
  private static final PlannedRun SMALL = RUNS.drawn(MnistRuns.SMALL);
  private static final PlannedRun LARGE = RUNS.drawn(MnistRuns.LARGE);

  @Test
  void figures_withoutData_planNothingAndSayWhatTheyNeed() {
    Extent bare = new Extent(true, 1, Optional.empty(), Optional.empty());
    for (Figure figure :
        List.of(
            new Support2Figure(),
            new Support5Figure(),
            new Support6Figure(),
            new Support7Figure(),
            new Support8Figure(),
            new Support18Figure(),
            new Support19Figure())) {
      assertThat(figure.runs(bare)).as(figure.id()).isEmpty();
      assertThat(figure.runs(QUICK)).as(figure.id()).isNotEmpty().doesNotHaveDuplicates();
      assertThat(figure.expectations(bare))
          .as(figure.id())
          .isNotEmpty()
          .allSatisfy(
              expectation ->
                  assertThatThrownBy(() -> expectation.check(new LayeredResults()))
                      .isInstanceOf(MissingRunException.class)
                      .hasMessageMatching("needs .*: say --(data|features) DIR.*"));
    }
  }

  @Test
  void spectrum_publishedNumbers_meetAll() {
    Results published = spectra(2.5, 0.4, 0.35, 0.2164);
    assertThat(verdicts(new Support2Figure(), published)).containsOnly(true);
    Plot first = new Support2Figure().sheets(QUICK, published).get(0).plots().get(0);
    assertThat(((Plot.Histogram) first).values()).hasSize(784);
  }

  @Test
  void spectrum_ofLargeBatchesInPlaceOfSmallOnes_isNotMet() {
    assertThat(verdicts(new Support2Figure(), spectra(0.35, 0.34, 0.35, 0.2164)))
        .containsExactly(true, true, false, true, false, true, true);
    assertThat(verdicts(new Support2Figure(), spectra(2.5, 2.0, 2.5, 0.9)))
        .containsExactly(true, false, true, false, false, false, false);
  }

  private static Results spectra(double small, double secondOfSmall, double large, double error) {
    LayeredResults results = new LayeredResults();
    for (PlannedRun run : List.of(SMALL, LARGE)) {
      double top = run.equals(SMALL) ? small : large;
      double second = run.equals(SMALL) ? secondOfSmall : 0.34;
      results.array(run, "singular_value", true, "layer0.", 1, 784, k -> Math.sqrt(0.333 / k));
      results.array(
          run,
          "singular_value",
          false,
          "layer0.",
          1,
          784,
          k -> Math.sqrt(k == 1 ? top : k == 2 ? second : 0.3 / k));
      results.curve(run, "test_error", 0.9, error);
    }
    return results;
  }

  @Test
  void maps_asPublished_meetAll_andGrainOrChangedWeightsDoNot() {
    assertThat(verdicts(new Support5Figure(), maps(0.1, 0.02, 0, 0.995))).containsOnly(true);
    assertThat(verdicts(new Support5Figure(), maps(0.01, 0.02, 1e-17, 0.99)))
        .containsExactly(false, false, true, false, false);
  }

  /** Centres that stand out by so much of a grain of 0.01. */
  private static Results maps(double small, double large, double change, double left) {
    Random random = new Random(1);
    LayeredResults results = new LayeredResults();
    for (PlannedRun run : List.of(SMALL, LARGE)) {
      double bright = run.equals(SMALL) ? small : large;
      results.array(
          run,
          "w1_column_norm",
          false,
          "",
          0,
          784,
          i -> 0.3 + (isInMiddle(i) ? bright : 0) + 0.01 * random.nextGaussian());
      results.curve(run, "never_on_change", 0, change, 0);
    }
    return results.curve(RUNS.decayed(), "never_on_norm", 2, 2 * left);
  }

  private static boolean isInMiddle(int pixel) {
    int row = pixel / 28;
    int column = pixel % 28;
    return row >= 6 && row < 22 && column >= 6 && column < 22;
  }

  @Test
  void covariance_ofMnist_meetsAll_andOneOfNoiseDoesNot() {
    LayeredResults mnist = new LayeredResults();
    // The first component, a tail that has the rest of the variance, 67 pixels that are off.
    mnist.array(
        RUNS.allSamples(),
        "covariance_eigenvalue",
        false,
        "",
        1,
        784,
        k -> k == 1 ? 307_000 : k > 717 ? 1e-10 : Math.max(1, 2_857_000 * tail(k)));
    assertThat(verdicts(new Support6Figure(), mnist)).containsOnly(true);
    assertThat(verdicts(new Support7Figure(), mnist)).containsOnly(true);
    LayeredResults noise = new LayeredResults();
    noise.array(
        RUNS.allSamples(), "covariance_eigenvalue", false, "", 1, 784, k -> 60_000 - 10.0 * k);
    assertThat(verdicts(new Support6Figure(), noise)).containsOnly(false);
    assertThat(verdicts(new Support7Figure(), noise)).containsOnly(false);
  }

  private static double tail(int k) {
    return Math.exp(-k / 14.0) * (Math.exp(1 / 14.0) - 1) * Math.exp(1 / 14.0);
  }

  private static List<Boolean> verdicts(Figure figure, Results results) {
    return figure.expectations(QUICK).stream()
        .map(expectation -> expectation.check(results).isMet())
        .toList();
  }
}
