package dev.plateau.collector.reproduce.largesteps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.reproduce.CurvesByHand;
import dev.plateau.collector.reproduce.Expectation;
import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.FigurePage;
import dev.plateau.collector.reproduce.FigureReport;
import dev.plateau.collector.reproduce.Paper;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Plot;
import dev.plateau.collector.reproduce.RunPlan;
import dev.plateau.collector.reproduce.Sheet;
import dev.plateau.collector.reproduce.plot.SheetPicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What all figures on large step sizes have in common. */
class LargeStepsFiguresTest {
  /** All but the one that shows what detectors tell, of which nothing is published. */
  private static final List<Figure> FIGURES =
      LargeStepsFigures.all().stream()
          .filter(figure -> !(figure instanceof LargeStepsPhasesFigure))
          .toList();

  private static final Extent QUICK = PublishedLargeSteps.extent(true);
  private static final Extent FULL = PublishedLargeSteps.extent(false);

  /** What each experiment can be told. */
  private static final Map<String, Set<String>> SETTINGS =
      Map.of(
          "diagonal", Set.of("rate", "rate-scale", "data-seed"),
          "diagonal-gd", Set.of("rate", "rate-scale", "data-seed"),
          "regression-1d", Set.of("rate", "rate-scale", "data-seed", "warm-up"),
          "teacher-student-2", Set.of("rate", "rate-scale", "data-seed"),
          "teacher-student-3", Set.of("rate", "rate-scale", "data-seed", "batch-size"),
          "sde", Set.of("model", "method", "rate", "rate-scale", "data-seed", "warm-up"),
          "trajectories", Set.of("method"),
          "quadratic-1d", Set.of("method", "eta"),
          "label-noise", Set.of("rate"),
          "resnet-cifar",
              Set.of(
                  "rate",
                  "rate-scale",
                  "data-seed",
                  "generate",
                  "width",
                  "batch-size",
                  "measure",
                  "measure-samples",
                  "test-samples",
                  "feature-sparsity",
                  "sparsity-samples",
                  "ntk-samples"));

  /** Their steps in the paper. */
  private static final Map<String, Long> STEPS =
      Map.of(
          "diagonal", 100_001L,
          "diagonal-gd", 100_001L,
          "regression-1d", 31_623L,
          "teacher-student-2", 14_126L,
          "teacher-student-3", 10_001L,
          "trajectories", 10_001L,
          "quadratic-1d", 2_000L,
          "label-noise", 100_001L,
          "resnet-cifar", 200L);

  /** Seconds of a run on one core, with a trainer's start; {@code sde} at its dearest. */
  private static final Map<String, Double> SECONDS =
      Map.of(
          "diagonal", 5.0,
          "diagonal-gd", 5.0,
          "regression-1d", 23.0,
          "teacher-student-2", 12.0,
          "teacher-student-3", 11.0,
          "sde", 20.0,
          "trajectories", 4.0,
          "quadratic-1d", 4.0,
          "label-noise", 5.0,
          "resnet-cifar", 43.0);

  private static Stream<Arguments> figuresAndExtents() {
    return FIGURES.stream()
        .flatMap(figure -> Stream.of(QUICK, FULL).map(extent -> Arguments.of(figure, extent)));
  }

  private static List<Figure> figures() {
    return FIGURES;
  }

  @ParameterizedTest
  @MethodSource("figuresAndExtents")
  void expectations_publishedNumbers_areMet(Figure figure, Extent extent) {
    assertThat(PublishedLargeSteps.results(extent).unmet(figure, extent)).isEmpty();
  }

  /** What diverged meets nothing. */
  @ParameterizedTest
  @MethodSource("figuresAndExtents")
  void expectations_numbersThatAreNone_areNotMet(Figure figure, Extent extent) {
    CurvesByHand diverged = PublishedLargeSteps.results(extent).changeAll(value -> Double.NaN);
    assertThat(diverged.unmet(figure, extent))
        .containsExactlyInAnyOrderElementsOf(
            figure.expectations(extent).stream()
                .map(Expectation::what)
                .filter(what -> !what.startsWith("points at which"))
                .toList());
  }

  @ParameterizedTest
  @MethodSource("figuresAndExtents")
  void expectations_ofAFigure_differ(Figure figure, Extent extent) {
    List<Expectation> all = figure.expectations(extent);
    assertThat(all.stream().map(Expectation::what)).isNotEmpty().doesNotHaveDuplicates();
    assertThat(all).noneMatch(e -> e.reason().isBlank() || e.published().isBlank());
  }

  @ParameterizedTest
  @MethodSource("figuresAndExtents")
  void runs_areWhatTheExperimentsCanBeTold(Figure figure, Extent extent) {
    List<PlannedRun> runs = figure.runs(extent);
    assertThat(runs).isNotEmpty().doesNotHaveDuplicates();
    for (PlannedRun run : runs) {
      assertThat(SETTINGS).containsKey(run.experiment());
      assertThat(SETTINGS.getOrDefault(run.experiment(), Set.of()))
          .containsAll(run.settings().keySet());
      String model = run.settings().getOrDefault("model", run.experiment());
      boolean isHalfRate = figure instanceof BatchesFigure && run.steps() == 20_001;
      assertThat(STEPS).containsEntry(model, isHalfRate ? 10_001 : run.steps());
    }
  }

  @ParameterizedTest
  @MethodSource("figures")
  void page_ofPublishedNumbers_saysThatAllIsMet_andHasItsPictures(
      Figure figure, @TempDir Path folder) throws IOException {
    CurvesByHand results = PublishedLargeSteps.results(FULL);
    FigureReport report = FigureReport.of(figure, FULL, results);
    String page =
        Files.readString(
            new FigurePage(FULL, Optional.of(SheetPicture::write)).write(report, results, folder));
    int asked = figure.expectations(FULL).size();
    assertThat(page).contains("Met %d of %d, in full.".formatted(asked, asked));
    assertThat(page).doesNotContainPattern("(\\| |: )(\\S+ to \\S+): \\2");
    assertThat(page).doesNotContainPattern("(at (?:least|most)) \\S+: \\1");
    List<Sheet> sheets = figure.sheets(FULL, results);
    assertThat(sheets.stream().map(Sheet::name)).isNotEmpty().doesNotHaveDuplicates();
    for (Sheet sheet : sheets) {
      assertThat(sheet.caption()).endsWith(".");
      String name = figure.id() + (sheet.name().isEmpty() ? "" : "-" + sheet.name()) + ".svg";
      assertThat(page).contains("(" + name + ")");
      assertThat(Files.size(folder.resolve(name))).isBetween(5_000L, 600_000L);
    }
  }

  @Test
  void ids_areThePapers() {
    assertThat(LargeStepsFigures.all().stream().map(Figure::id))
        .doesNotHaveDuplicates()
        .contains(
            "large-steps-2",
            "large-steps-3",
            "large-steps-4",
            "large-steps-5",
            "large-steps-6",
            "large-steps-8",
            "large-steps-9",
            "large-steps-10",
            "large-steps-11",
            "large-steps-12",
            "large-steps-13",
            "large-steps-quadratic",
            "large-steps-label-noise",
            "large-steps-batches");
    assertThat(LargeStepsFigures.all())
        .allMatch(figure -> figure.words().paper() == Paper.LARGE_STEPS);
  }

  @Test
  void runs_ofFiguresOfATask_areShared() {
    Map<String, List<PlannedRun>> runs =
        FIGURES.stream().collect(Collectors.toMap(Figure::id, figure -> figure.runs(FULL)));
    assertThat(runs.get("large-steps-9")).containsExactlyElementsOf(runs.get("large-steps-13"));
    assertThat(runs.get("large-steps-11")).containsAll(runs.get("large-steps-12"));
    assertThat(runs.get("large-steps-4")).containsAnyElementsOf(runs.get("large-steps-11"));
    for (String shared : List.of("large-steps-2", "large-steps-4", "large-steps-5")) {
      assertThat(runs.get("large-steps-8")).containsAnyElementsOf(runs.get(shared));
    }
  }

  /** The paper's own data are the experiments' defaults. */
  @Test
  void runs_onThePapersData_sayNoSeedOfData() {
    Rate rate = LargeStepTask.DIAGONAL.rate("decay-50");
    assertThat(LargeStepTask.DIAGONAL.reference(rate).arguments())
        .containsExactly("diagonal", "--seed", "0", "--steps", "100001", "--set", "rate=decay-50");
    assertThat(LargeStepTask.OVER_REGULARISED.run(LargeStepTask.REGRESSION.rate("decay-2"), 3))
        .isEqualTo(
            PlannedRun.of(
                "regression-1d", 0, 31_623, "warm-up", "500", "rate", "decay-2", "data-seed", "3"));
  }

  @Test
  void quick_wholePaper_takesMinutesOnTwoCores() {
    Collection<PlannedRun> runs = RunPlan.of(LargeStepsFigures.all(), QUICK).runs();
    double seconds =
        runs.stream().mapToDouble(run -> SECONDS.getOrDefault(run.experiment(), Double.NaN)).sum();
    assertThat(seconds / 2).isLessThan(15 * 60);
    Collection<PlannedRun> full = RunPlan.of(LargeStepsFigures.all(), FULL).runs();
    assertThat(full).hasSizeGreaterThan(runs.size()).contains(runs.iterator().next());
  }

  @Test
  void curves_haveAMarkWhereEachStepSizeFalls() {
    Sheet sheet = DiagonalCurves.figure().sheets(QUICK, PublishedLargeSteps.results(QUICK)).get(0);
    for (Plot plot : sheet.plots()) {
      Plot.Lines lines = (Plot.Lines) plot;
      assertThat(lines.lines()).hasSize(4);
      assertThat(lines.marks())
          .containsExactly(
              new Plot.Mark(10_000, 1), new Plot.Mark(30_000, 2), new Plot.Mark(50_000, 3));
    }
  }
}
