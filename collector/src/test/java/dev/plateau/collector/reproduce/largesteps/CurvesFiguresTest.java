package dev.plateau.collector.reproduce.largesteps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.reproduce.CurvesByHand;
import dev.plateau.collector.reproduce.Expectation;
import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.PlannedRun;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What Figs 2, 4, 5, 10 and 13 do not let pass. */
class CurvesFiguresTest {
  private static final Extent QUICK = PublishedLargeSteps.extent(true);
  private static final Extent FULL = PublishedLargeSteps.extent(false);
  private static final Figure DIAGONAL = DiagonalCurves.figure();
  private static final Figure DESCENT = GradientDescentCurves.figure();
  private static final Figure STUDENT_2 = TeacherStudentCurves.TWO_LAYERS.figure();
  private static final Figure STUDENT_3 = TeacherStudentCurves.THREE_LAYERS.figure();

  private static Stream<Arguments> stabilising() {
    return Stream.of(
        Arguments.of(DIAGONAL, LargeStepTask.DIAGONAL),
        Arguments.of(RegressionFigure.FITS, LargeStepTask.REGRESSION),
        Arguments.of(STUDENT_2, LargeStepTask.TEACHER_STUDENT_2),
        Arguments.of(STUDENT_3, LargeStepTask.TEACHER_STUDENT_3));
  }

  /** Small steps everywhere: no plateau, nothing gets better, nothing gets sparser. */
  @ParameterizedTest
  @MethodSource("stabilising")
  void observations_smallStepsInAllPlaces_areNotMet(Figure figure, LargeStepTask task) {
    CurvesByHand curves = PublishedLargeSteps.results(FULL);
    for (Rate rate : task.rates()) {
      forEach(task, rate, FULL, (from, to) -> curves.copy(from, to));
    }
    List<String> unmet = curves.unmet(figure, FULL);
    assertThat(unmet).containsAll(said(figure, FULL, what -> what.matches("O. .*|O.:.* > .*")));
    assertThat(unmet).containsAll(said(figure, FULL, what -> what.startsWith("O3")));
    assertThat(unmet.stream().filter(what -> what.startsWith("O1"))).isNotEmpty();
  }

  /** Falls by e⁻⁵ and more from the half of the plateau to its end. */
  @ParameterizedTest
  @MethodSource("stabilising")
  void observations_lossThatFallsOn_isNotStable(Figure figure, LargeStepTask task) {
    Rate rate = task.rate("decay-50");
    CurvesByHand curves = PublishedLargeSteps.results(FULL);
    for (PlannedRun run : task.observed(rate, FULL)) {
      curves.put(run, "full_loss", step -> Math.exp(-20.0 * step / task.steps()));
    }
    assertThat(curves.unmet(figure, FULL))
        .anyMatch(what -> what.contains("later half over its earlier one"));
  }

  /** Jumps over four decades around its level. */
  @ParameterizedTest
  @MethodSource("stabilising")
  void observations_lossThatJumps_isNotStable(Figure figure, LargeStepTask task) {
    Rate rate = task.rate("decay-50");
    CurvesByHand curves = PublishedLargeSteps.results(FULL);
    for (PlannedRun run : task.observed(rate, FULL)) {
      int[] at = {0};
      curves.change(run, "full_loss", value -> value * List.of(0.01, 1.0, 100.0).get(at[0]++ % 3));
    }
    assertThat(curves.unmet(figure, FULL)).anyMatch(what -> what.contains("within ×10"));
  }

  @ParameterizedTest
  @MethodSource("stabilising")
  void observations_lossThatDoesNotFallAtTheDecay_isNotMet(Figure figure, LargeStepTask task) {
    Rate rate = task.rate("decay-50");
    CurvesByHand curves = PublishedLargeSteps.results(FULL);
    for (PlannedRun run : task.observed(rate, FULL)) {
      curves.put(run, "full_loss", 0.3);
    }
    assertThat(curves.unmet(figure, FULL))
        .containsExactlyElementsOf(
            said(figure, FULL, what -> what.contains("last tenth") && what.contains(rate.label())));
  }

  /** A median of five bears two that go astray, not three. */
  @Test
  void observations_someSeedsAstray_areMetByTheMedian() {
    LargeStepTask task = LargeStepTask.DIAGONAL;
    List<PlannedRun> longest = task.observed(task.rate("decay-50"), FULL);
    assertThat(longest).hasSize(5);
    CurvesByHand curves = PublishedLargeSteps.results(FULL);
    for (int i = 0; i < 2; i++) {
      curves.change(longest.get(i), "test_loss", value -> 1e3 * value);
    }
    assertThat(curves.unmet(DIAGONAL, FULL)).isEmpty();
    curves.change(longest.get(2), "test_loss", value -> 1e3 * value);
    assertThat(curves.unmet(DIAGONAL, FULL))
        .hasSize(2)
        .allMatch(what -> what.contains("test loss at the end"))
        .allMatch(what -> what.contains("data 1 to 5"));
  }

  /** One seed that diverged leaves no median. */
  @Test
  void observations_aSeedThatDiverged_areNotMet() {
    LargeStepTask task = LargeStepTask.TEACHER_STUDENT_3;
    CurvesByHand curves = PublishedLargeSteps.results(FULL);
    curves.change(
        task.observed(task.rate("decay-30"), FULL).get(4), "test_loss", value -> Double.NaN);
    assertThat(curves.unmet(STUDENT_3, FULL))
        .containsExactlyInAnyOrderElementsOf(
            said(
                STUDENT_3,
                FULL,
                what ->
                    what.contains("test loss")
                        && what.contains("data 1 to 5")
                        && what.contains("decay at 30 %")));
  }

  /** The levels of the paper's own data: ×3 for losses, ×1.4 for counts. */
  @Test
  void levels_onThePapersData_haveTheirBands() {
    for (double factor : List.of(2.9, 1 / 2.9, 3.1, 1 / 3.1)) {
      boolean isNear = factor < 3 && factor > 1 / 3.0;
      assertThat(unmetWithLongest("test_loss", factor)).hasSize(isNear ? 0 : 1);
    }
    for (double factor : List.of(1.35, 1 / 1.35, 1.45, 1 / 1.45)) {
      boolean isNear = factor < 1.4 && factor > 1 / 1.4;
      assertThat(unmetWithLongest("ntk_rank", factor)).hasSize(isNear ? 0 : 1);
      assertThat(unmetWithLongest("predictor_nonzeros", factor)).hasSize(isNear ? 0 : 1);
    }
  }

  private static List<String> unmetWithLongest(String metric, double factor) {
    LargeStepTask task = LargeStepTask.DIAGONAL;
    return PublishedLargeSteps.results(FULL)
        .change(task.reference(task.rate("decay-50")), metric, value -> factor * value)
        .unmet(DIAGONAL, FULL);
  }

  /** In quick, the paper's own data are among those of the medians. */
  @Test
  void observed_quick_hasThePapersDataAndTwoMore() {
    LargeStepTask task = LargeStepTask.TEACHER_STUDENT_2;
    Rate rate = task.rate("decay-10");
    assertThat(task.observed(rate, QUICK)).hasSize(3).contains(task.reference(rate));
    assertThat(task.observed(rate, FULL)).hasSize(5).doesNotContain(task.reference(rate));
    assertThat(task.runs(QUICK)).hasSize(4 * 3);
    assertThat(task.runs(FULL)).hasSize(4 * 6);
    assertThat(LargeStepTask.RESNET.runs(QUICK))
        .containsExactlyElementsOf(LargeStepTask.RESNET.references());
    assertThat(LargeStepTask.RESNET.runs(FULL)).hasSize(4 * 6);
    assertThat(new Observations(task, QUICK).seeds()).isEqualTo("data 0 to 2");
    assertThat(new Observations(LargeStepTask.RESNET, QUICK).seeds()).isEqualTo("data 0");
  }

  /** As if gradient descent behaved as SGD does. */
  @Test
  void gradientDescent_thatHelps_isNotMet() {
    CurvesByHand curves = PublishedLargeSteps.results(FULL);
    LargeStepTask task = LargeStepTask.GRADIENT_DESCENT;
    for (Rate rate : task.decayed()) {
      for (PlannedRun run : task.observed(rate, FULL)) {
        curves.change(run, "test_loss", value -> 1 / (100 * value + rate.decayPercent()));
      }
    }
    assertThat(curves.unmet(DESCENT, FULL))
        .containsAll(
            said(
                DESCENT,
                FULL,
                what -> what.startsWith("test loss") && what.contains(": GD, η = 3.53")));
  }

  @Test
  void gradientDescent_thatIsAsSparseAsSgd_isNotMet() {
    CurvesByHand curves = PublishedLargeSteps.results(FULL);
    LargeStepTask task = LargeStepTask.GRADIENT_DESCENT;
    for (PlannedRun run : task.observed(task.rate("gd-decay-50"), FULL)) {
      curves.change(run, "predictor_nonzeros", value -> 0.3 * value);
    }
    assertThat(curves.unmet(DESCENT, FULL)).hasSize(1).allMatch(what -> what.startsWith("O3"));
  }

  @Test
  void offSupport_thatGrows_isNotMet() {
    CurvesByHand curves = PublishedLargeSteps.results(FULL);
    LargeStepTask task = LargeStepTask.DIAGONAL;
    for (PlannedRun run : task.observed(task.rate("decay-50"), FULL)) {
      curves.put(run, "off_support_median", step -> step);
    }
    assertThat(curves.unmet(DIAGONAL, FULL))
        .hasSize(1)
        .allMatch(what -> what.contains("off the support"));
  }

  private interface Pairs {
    void accept(PlannedRun from, PlannedRun to);
  }

  /** Each run of a rate on its data, with that of the task's first rate on the same. */
  private static void forEach(LargeStepTask task, Rate rate, Extent extent, Pairs pairs) {
    Rate small = task.rates().get(0);
    for (int i = 0; i < task.observed(rate, extent).size(); i++) {
      pairs.accept(task.observed(small, extent).get(i), task.observed(rate, extent).get(i));
    }
  }

  private static List<String> said(Figure figure, Extent extent, Predicate<String> which) {
    List<String> said =
        figure.expectations(extent).stream().map(Expectation::what).filter(which).toList();
    assertThat(said).isNotEmpty();
    return said;
  }
}
