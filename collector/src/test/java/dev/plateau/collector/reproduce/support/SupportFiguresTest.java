package dev.plateau.collector.reproduce.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.reproduce.Expectation;
import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.Order;
import dev.plateau.collector.reproduce.Paper;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Plot;
import dev.plateau.collector.reproduce.Results;
import dev.plateau.collector.reproduce.Sheet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SupportFiguresTest {
  private static final List<Figure> FIGURES =
      List.of(
          new Support1Figure(),
          new Support3Figure(),
          new Support10Figure(),
          new Support11Figure(),
          new Support12Figure(),
          new Support13Figure(),
          new Support14Figure(),
          new Support15Figure(),
          new Support16Figure(),
          new SupportStaircaseFigure());

  private static final List<Extent> EXTENTS =
      List.of(
          MadeUpResults.extent(true, 1),
          MadeUpResults.extent(false, 1),
          MadeUpResults.extent(false, 10));

  private static Stream<Arguments> figuresAndExtents() {
    return FIGURES.stream()
        .flatMap(figure -> EXTENTS.stream().map(extent -> Arguments.of(figure, extent)));
  }

  /** All but that of later layers, which stay as they began whatever the batch size. */
  private static Stream<Arguments> figuresByBatchSizeAndExtents() {
    return figuresAndExtents()
        .filter(arguments -> !(arguments.get()[0] instanceof Support12Figure));
  }

  @ParameterizedTest
  @MethodSource("figuresAndExtents")
  void expectations_publishedNumbers_areMet(Figure figure, Extent extent) {
    assertThat(notMet(figure, extent, PublishedRuns.asPublished(extent))).isEmpty();
  }

  /** No order by batch size is met, nor any level of SGD that is far from gradient descent's. */
  @ParameterizedTest
  @MethodSource("figuresByBatchSizeAndExtents")
  void expectations_gradientDescentInSgdsPlace_areNotMet(Figure figure, Extent extent) {
    List<Expectation> notMet =
        notMet(figure, extent, PublishedRuns.withGradientDescentInSgdsPlace(extent));
    List<Expectation> orders =
        figure.expectations(extent).stream().filter(e -> e.what().contains(" > SGD-")).toList();
    assertThat(orders).allMatch(Order.class::isInstance);
    assertThat(what(notMet)).isNotEmpty().containsAll(what(orders));
  }

  @Test
  void expectations_layersThatDecayDoesNotChange_areNotMet() {
    Extent extent = EXTENTS.get(0);
    MadeUpResults results = PublishedRuns.asPublished(extent);
    double[][][] drawn = MadeUpResults.drawn(0);
    results.weights(SupportTask.LINEAR.run(Variant.DECAYED, extent), drawn, drawn);
    results.weights(SupportTask.LINEAR.run(Variant.SGD_32, extent), drawn, MadeUpResults.drawn(99));
    assertThat(notMet(new Support12Figure(), extent, results)).hasSize(4);
  }

  @Test
  void expectations_decayThatIsSlow_isNotMet() {
    Extent extent = EXTENTS.get(1);
    MadeUpResults results = PublishedRuns.asPublished(extent);
    PlannedRun decayed = SupportTask.LINEAR.run(Variant.DECAYED, extent);
    results.norms(decayed, 0, 4.48, 600, 0.013, 1000, 0.004, 3000, 0.006, 5000, 0.001);
    assertThat(what(notMet(new Support3Figure(), extent, results)))
        .hasSize(2)
        .allMatch(what -> what.contains("weight decay"));
  }

  @Test
  void expectations_gradientDescentThatFallsOn_isNotMetOnALongRunOnly() {
    for (Extent extent : EXTENTS.subList(1, 3)) {
      boolean isLong = extent.trajectories() == 10;
      MadeUpResults results = PublishedRuns.asPublished(extent);
      PlannedRun run = SupportTask.LINEAR.run(Variant.GD, extent);
      assertThat(run.steps()).isEqualTo(isLong ? 200_000 : 20_000);
      results.norms(run, 0, 4.48, 1e4, 3.67, 1.8e4, 3.605, 2e4, 3.6, 2e5, isLong ? 3.5 : 3.6);
      assertThat(notMet(new Support3Figure(), extent, results)).hasSize(isLong ? 1 : 0);
    }
  }

  @ParameterizedTest
  @MethodSource("figuresAndExtents")
  void sheets_imagesAndLines_areWhole(Figure figure, Extent extent) {
    List<Sheet> sheets = figure.sheets(extent, PublishedRuns.asPublished(extent));
    assertThat(sheets).isNotEmpty();
    assertThat(sheets.stream().map(Sheet::name)).doesNotHaveDuplicates();
    for (Sheet sheet : sheets) {
      assertThat(sheet.plots().size() % sheet.columns()).isZero();
      for (Plot plot : sheet.plots()) {
        if (plot instanceof Plot.Image image) {
          assertThat(image.values()).hasSize(15).allMatch(row -> row.size() == 15);
          assertThat(image.values()).allSatisfy(row -> assertThat(row).allMatch(x -> x >= 0));
        } else if (plot instanceof Plot.Lines lines) {
          assertThat(lines.lines()).hasSameSizeAs(Variant.of(extent));
        }
      }
    }
  }

  @Test
  void sheets_severalTrajectories_haveABandAroundTheirMedian() {
    Extent extent = MadeUpResults.extent(false, 3);
    MadeUpResults results = PublishedRuns.asPublished(extent);
    List<PlannedRun> runs = SupportTask.LINEAR.trajectories(Variant.SGD_32, extent);
    assertThat(runs).hasSize(3).doesNotHaveDuplicates();
    for (int i = 0; i < 3; i++) {
      results.norms(runs.get(i), 0, 4, 10, 1 + i);
    }
    Plot.Lines lines =
        (Plot.Lines) new Support3Figure().sheets(extent, results).get(0).plots().get(0);
    Plot.Line line = lines.lines().get(3);
    assertThat(line.name()).isEqualTo("SGD-32");
    assertThat(line.y()).containsExactly(4.0, 2.0);
    assertThat(line.lower()).containsExactly(4.0, 1.2); // as numpy.percentile([1, 2, 3], 10)
    assertThat(line.upper()).containsExactly(4.0, 2.8);
    assertThat(lines.lines().get(0).lower()).isEmpty();
  }

  /** Figures of the same task name the same runs, so that they are run once. */
  @Test
  void runs_figuresOfATask_shareThem() {
    Extent extent = EXTENTS.get(2);
    Set<PlannedRun> linear = new HashSet<>(new Support3Figure().runs(extent));
    assertThat(linear).hasSize(42).containsAll(new Support10Figure().runs(extent));
    assertThat(linear).containsAll(new Support12Figure().runs(extent));
    assertThat(new Support11Figure().runs(extent)).containsAll(linear).hasSize(42 + 12);
    assertThat(new Support14Figure().runs(extent))
        .containsAll(new Support1Figure().runs(extent))
        .containsAll(new Support13Figure().runs(extent));
    Set<PlannedRun> all = new HashSet<>();
    FIGURES.forEach(figure -> all.addAll(figure.runs(EXTENTS.get(0))));
    assertThat(all).hasSize(36).allMatch(run -> run.steps() <= 20_000);
  }

  @Test
  void arguments_weightDecayOfTheSine_areThoseOfTrain() {
    Extent extent = EXTENTS.get(0);
    assertThat(SupportTask.SINE_RELU.from(2).run(Variant.DECAYED, extent).arguments())
        .containsExactly(
            "support-sine",
            "--seed",
            "0",
            "--steps",
            "1200",
            "--set",
            "activation=relu",
            "--set",
            "batch-size=-1",
            "--set",
            "init-seed=2",
            "--set",
            "learning-rate=0.1",
            "--set",
            "w1-norms=every:1",
            "--set",
            "weight-decay=0.1");
  }

  @Test
  void figures_ofThePaper_haveTheirOwnIds() {
    assertThat(FIGURES.stream().map(Figure::id)).doesNotHaveDuplicates();
    assertThat(FIGURES)
        .allMatch(figure -> figure.id().startsWith("support-"))
        .allMatch(figure -> figure.words().paper() == Paper.SUPPORT);
  }

  private static List<Expectation> notMet(Figure figure, Extent extent, Results results) {
    return figure.expectations(extent).stream()
        .filter(expectation -> !expectation.check(results).isMet())
        .toList();
  }

  private static List<String> what(List<Expectation> expectations) {
    return expectations.stream().map(Expectation::what).toList();
  }
}
