package dev.plateau.collector.reproduce.largesteps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.collector.log.Plateau;
import dev.plateau.collector.reproduce.Curve;
import dev.plateau.collector.reproduce.Expectation;
import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Plot;
import dev.plateau.collector.reproduce.Results;
import dev.plateau.collector.reproduce.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Phases of decayed runs, from events and curves made by hand. */
class LargeStepsPhasesFigureTest {
  private static final Extent EXTENT = new Extent(true, 1, Optional.empty(), Optional.empty());
  private static final Extent FULL = new Extent(false, 10, Optional.empty(), Optional.empty());
  private static final LargeStepsPhasesFigure FIGURE = new LargeStepsPhasesFigure();
  private static final DecayedRun RUN = DecayedSetting.TEACHER_STUDENT_3.reference().get(1);
  private static final List<DecayedRun> ALL =
      DecayedSetting.ALL.stream().flatMap(setting -> setting.runs(EXTENT).stream()).toList();

  private static Plateau plateau(
      String source, long ordinal, long start, Plateau.@Nullable End end) {
    return new Plateau(source, ordinal, 1, start, start + 50, 0.5, end);
  }

  private static Plateau.End end(long onset, long detected, String cause) {
    return new Plateau.End(onset, detected, -1.5, cause);
  }

  /**
   * What the collector tells of runs, all of whose measures fall to a half in a straight line; the
   * full loss is 2 and falls to 0.02 with the step size.
   */
  private static final class Told implements Results {
    private final Map<PlannedRun, List<Plateau>> plateaus = new HashMap<>();
    private final Map<PlannedRun, Double> lossAfter = new HashMap<>();
    private final Map<PlannedRun, Long> decaySteps = new HashMap<>();
    private double last = 0.5;

    Told() {
      ALL.forEach(run -> decaySteps.put(run.run(), run.decayStep()));
    }

    /** Tells each run's end a hundredth of its plateau after the step size has fallen. */
    static Told everyEnd(String cause) {
      Told told = new Told();
      for (DecayedRun run : ALL) {
        long decay = run.decayStep();
        told.plateaus.put(
            run.run(),
            List.of(
                plateau("loss", 1, decay / 10, end(decay + 2, decay + decay / 100, cause)),
                plateau("full_loss", 1, 5, end(decay, decay + 1, cause))));
      }
      return told;
    }

    @Override
    public Curve curve(PlannedRun run, String metric) {
      long decay = Objects.requireNonNull(decaySteps.get(run));
      long[] steps = new long[201];
      double[] values = new double[steps.length];
      for (int i = 0; i < steps.length; i++) {
        steps[i] = i * (run.steps() - 1) / 200;
        double loss = steps[i] <= decay + 2 ? 2 : lossAfter.getOrDefault(run, 0.02);
        values[i] = metric.equals("full_loss") ? loss : 100 * (1 - (1 - last) * i / 200);
      }
      return new Curve(steps, values);
    }

    @Override
    public List<Plateau> plateaus(PlannedRun run) {
      return plateaus.getOrDefault(run, List.of());
    }

    @Override
    public Map<String, Double> lastByLayer(PlannedRun run, String metric) {
      return Map.of();
    }

    @Override
    public Map<String, Double> firstByLayer(PlannedRun run, String metric) {
      return Map.of();
    }
  }

  private static List<Boolean> verdicts(Results results) {
    return FIGURE.expectations(EXTENT).stream()
        .map((Expectation expectation) -> expectation.check(results).isMet())
        .toList();
  }

  @Test
  void endsToldAtOnce_meetWhatIsAskedOfTheDetector() {
    assertThat(verdicts(Told.everyEnd("learning_rate")).subList(0, 4)).containsOnly(true);
    assertThat(verdicts(Told.everyEnd("drift")).subList(0, 4))
        .containsExactly(true, true, false, true);
    assertThat(verdicts(new Told()).subList(0, 4)).containsExactly(false, false, false, true);
  }

  @Test
  void endsToldBeforeTheStepSizeFalls_areCountedAgainstTheDetector() {
    Told told = Told.everyEnd("learning_rate");
    told.plateaus.replaceAll((run, told1) -> List.of(plateau("loss", 1, 10, end(20, 30, "drift"))));
    assertThat(verdicts(told).subList(0, 4)).containsExactly(false, false, false, false);
  }

  @Test
  void measuresThatFallWhileTheLossIsStable_areObserved_othersAreNot() {
    Told told = Told.everyEnd("learning_rate");
    told.last = 0.01;
    assertThat(verdicts(told)).containsOnly(true);
    told.last = 1;
    assertThat(verdicts(told).subList(4, 20)).hasSize(16).containsOnly(false);
  }

  @Test
  void end_isTheFirstThatCanBeOfThisFall_byTheLossOfEachStepIfThereIsOne() {
    Told told = new Told();
    Plateau early = plateau("loss", 1, 100, end(900, 1000, "drift"));
    Plateau late = plateau("loss", 3, 2900, end(3100, 3300, "learning_rate"));
    Plateau full = plateau("full_loss", 1, 600, end(3000, 3010, "learning_rate"));
    told.plateaus.put(RUN.run(), List.of(early, full, late));
    assertThat(RUN.ended(told)).contains(full);
    Plateau right = plateau("loss", 2, 500, end(3010, 3100, "learning_rate"));
    told.plateaus.put(RUN.run(), List.of(early, full, right, late));
    assertThat(RUN.ended(told)).contains(right);
    told.plateaus.put(RUN.run(), List.of(early, plateau("loss", 2, 1500, null)));
    assertThat(RUN.ended(told)).isEmpty();
    assertThat(RUN.endsToldBefore(told)).isEqualTo(1);
  }

  @Test
  void endIsThereToBeTold_whereTheFullLossWasLevelAndFell() {
    Told told = new Told();
    assertThat(RUN.hasEnd(told)).isTrue();
    told.lossAfter.put(RUN.run(), 1.01);
    assertThat(RUN.hasEnd(told)).isFalse();
    told.lossAfter.put(RUN.run(), Double.NaN);
    assertThat(RUN.hasEnd(told)).isFalse();
    told.lossAfter.put(RUN.run(), 0.99);
    assertThat(RUN.hasEnd(told)).isTrue();
    told.lossAfter.remove(RUN.run());
    assertThat(new DecayedRun("fell before", RUN.run(), 4_000, RUN.metrics()).hasEnd(told))
        .isFalse();
  }

  @Test
  void endsThatWereNotThere_areNotAskedFor_thoseThatWereMissedCount() {
    Told told = new Told();
    ALL.forEach(run -> told.lossAfter.put(run.run(), 2.0));
    List<DecayedRun> three = DecayedSetting.TEACHER_STUDENT_3.reference();
    told.lossAfter.remove(three.get(0).run());
    told.lossAfter.remove(three.get(1).run());
    told.plateaus.put(
        three.get(1).run(), List.of(plateau("loss", 1, 500, end(3000, 3100, "drift"))));
    ToldEnds ends = ToldEnds.of(three, told);
    assertThat(ends.runs()).isEqualTo(3);
    assertThat(ends.due()).isEqualTo(2);
    assertThat(ends.recall()).isEqualTo(0.5);
    assertThat(ends.shareByStepSize()).isZero();
    assertThat(ends.median(StabilizationAccount::delayShare)).isEqualTo(0.04);
    told.plateaus.put(
        three.get(2).run(), List.of(plateau("loss", 1, 0, end(5000, 5500, "learning_rate"))));
    ToldEnds all = ToldEnds.of(three, told);
    assertThat(all.due()).isEqualTo(2);
    assertThat(all.recall()).isEqualTo(0.5);
    assertThat(all.shareByStepSize()).isEqualTo(0.5);
    assertThat(all.median(StabilizationAccount::delayShare)).isCloseTo(0.07, within(1e-15));
  }

  @Test
  void table_hasARowForEachDecayedRunOnThePapersData_thoseWithoutAnEndToo() {
    Told told = Told.everyEnd("learning_rate");
    told.plateaus.remove(RUN.run());
    DecayedRun first = DecayedSetting.TEACHER_STUDENT_3.reference().get(0);
    told.plateaus.remove(first.run());
    told.lossAfter.put(first.run(), 2.0);
    Table table = FIGURE.tables(EXTENT, told).get(0);
    assertThat(table.rows()).hasSize(26);
    assertThat(table.rows())
        .contains(
            List.of(
                "teacher-student-3, η = 0.04 warmed up, decay at 30 %",
                "3000", "missed", "", "", "", "", "", "", "", ""),
            List.of(
                "teacher-student-3, η = 0.04 warmed up, decay at 10 %",
                "1000", "no end to tell", "", "", "", "", "", "", "", ""));
    assertThat(table.rows())
        .anySatisfy(
            row ->
                assertThat(row)
                    .startsWith(
                        "teacher-student-3, η = 0.04 warmed up, decay at 50 %",
                        "5000",
                        "500",
                        "550",
                        "5002",
                        "5050",
                        "50, 0.0111",
                        "loss",
                        "2",
                        "97.5 → 75"))
        .anySatisfy(
            row ->
                assertThat(row).startsWith("sde, teacher-student-2, decay at 50 %", "7063", "706"))
        .anySatisfy(
            row -> assertThat(row).startsWith("trajectories, SGD, η = 0.6, decay at 50 %", "5000"))
        .anySatisfy(
            row ->
                assertThat(row)
                    .startsWith("resnet-cifar, small, η = 0.075 growing, decay at 50 %", "100")
                    .contains("–"));
  }

  @Test
  void tableOfOtherData_sumsUpEachSetting() {
    Told told = Told.everyEnd("learning_rate");
    List<DecayedRun> others = DecayedSetting.TEACHER_STUDENT_2.others(EXTENT);
    told.plateaus.remove(others.get(0).run());
    told.lossAfter.put(others.get(1).run(), 2.0);
    Table table = FIGURE.tables(EXTENT, told).get(1);
    assertThat(table.rows())
        .extracting(row -> row.get(0))
        .containsExactly(
            "diagonal", "regression-1d", "teacher-student-2", "teacher-student-3", "diagonal-gd");
    assertThat(table.rows().get(2)).startsWith("teacher-student-2", "6", "5", "4", "0", "0.011");
  }

  @Test
  void tableOfOtherData_leavesOutWhatIsNotMeasured() {
    Told told = Told.everyEnd("learning_rate");
    for (DecayedSetting setting : DecayedSetting.ALL) {
      setting.others(FULL).forEach(run -> told.decaySteps.put(run.run(), run.decayStep()));
    }
    List<List<String>> rows = FIGURE.tables(FULL, told).get(1).rows();
    assertThat(rows.get(rows.size() - 1))
        .startsWith("resnet-cifar, small", "15", "15", "0")
        .endsWith("–", "–", "–");
  }

  @Test
  void otherData_areNotThePapersOwn() {
    for (DecayedSetting setting : DecayedSetting.ALL) {
      assertThat(setting.runs(FULL)).doesNotHaveDuplicates();
      assertThat(setting.others(EXTENT)).doesNotContainAnyElementsOf(setting.reference());
    }
    assertThat(DecayedSetting.TEACHER_STUDENT_3.others(FULL)).hasSize(15);
  }

  @Test
  void pictures_areAlignedAtTheEnd() {
    Told told = Told.everyEnd("learning_rate");
    List<Plot> plots = FIGURE.sheets(EXTENT, told).get(0).plots();
    Plot.Lines loss = (Plot.Lines) plots.get(0);
    assertThat(loss.lines()).hasSize(4);
    for (Plot.Line line : loss.lines()) {
      for (int i = 0; i < line.x().size(); i++) {
        assertThat(line.y().get(i)).isEqualTo(line.x().get(i) <= 0 ? 1 : 0.01);
      }
    }
    Plot.Lines rank = (Plot.Lines) plots.get(1);
    for (Plot.Line line : rank.lines()) {
      assertThat(line.x()).isSorted().allMatch(x -> x >= -1 && x <= 0.8);
      assertThat(line.x().get(0)).isCloseTo(-1, within(0.05));
      assertThat(line.y().get(0)).isEqualTo(1);
    }
  }

  @Test
  void pictureOfAllRuns_hasARowForEachSetting_andNoLineOfWhatIsNotMeasured() {
    List<Plot> plots = FIGURE.sheets(EXTENT, Told.everyEnd("learning_rate")).get(1).plots();
    assertThat(plots).hasSize(3 * DecayedSetting.ALL.size());
    Plot.Lines rank = (Plot.Lines) plots.get(plots.size() - 2);
    assertThat(rank.title()).isEqualTo("resnet-cifar, small: NTK rank, not measured");
    assertThat(rank.lines()).isEmpty();
    Plot.Lines sparsity = (Plot.Lines) plots.get(plots.size() - 1);
    assertThat(sparsity.lines()).hasSize(3);
  }
}
