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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Phases of decayed runs, from events and curves made by hand. */
class LargeStepsPhasesFigureTest {
  private static final Extent EXTENT = new Extent(true, 1, Optional.empty(), Optional.empty());
  private static final LargeStepsPhasesFigure FIGURE = new LargeStepsPhasesFigure();
  private static final DecayedRun RUN =
      new DecayedRun(
          LargeStepTask.TEACHER_STUDENT_3, LargeStepTask.TEACHER_STUDENT_3.rate("decay-30"));

  private static Plateau plateau(
      String source, long ordinal, long start, Plateau.@Nullable End end) {
    return new Plateau(source, ordinal, 1, start, start + 50, 0.5, end);
  }

  private static Plateau.End end(long onset, long detected, String cause) {
    return new Plateau.End(onset, detected, -1.5, cause);
  }

  /** What the collector tells of runs, all of whose measures fall to a half in a straight line. */
  private static final class Told implements Results {
    private final Map<PlannedRun, List<Plateau>> plateaus = new HashMap<>();
    private double last = 0.5;

    /** Tells each run's end a hundredth of its plateau after the step size has fallen. */
    static Told everyEnd(String cause) {
      Told told = new Told();
      for (PlannedRun run : FIGURE.runs(EXTENT)) {
        long decay = decayStep(run);
        told.plateaus.put(
            run,
            List.of(
                plateau("loss", 1, decay / 10, end(decay + 2, decay + decay / 100, cause)),
                plateau("full_loss", 1, 5, end(decay, decay + 1, cause))));
      }
      return told;
    }

    private static long decayStep(PlannedRun run) {
      String rate = run.settings().getOrDefault("rate", "");
      return run.steps() * Long.parseLong(rate.substring(rate.lastIndexOf('-') + 1)) / 100;
    }

    @Override
    public Curve curve(PlannedRun run, String metric) {
      long[] steps = new long[101];
      double[] values = new double[101];
      for (int i = 0; i < steps.length; i++) {
        steps[i] = i * (run.steps() - 1) / 100;
        values[i] = metric.equals("full_loss") ? 2 : 100 * (1 - (1 - last) * i / 100);
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
    assertThat(verdicts(told).subList(4, 12)).containsOnly(false);
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
  void table_hasARowForEachDecayedRun_theMissedOnesToo() {
    Told told = Told.everyEnd("learning_rate");
    told.plateaus.remove(RUN.run());
    Table table = FIGURE.tables(EXTENT, told).get(0);
    assertThat(table.rows()).hasSize(FIGURE.runs(EXTENT).size());
    assertThat(table.rows())
        .contains(
            List.of(
                "teacher-student-3, η = 0.04 warmed up, decay at 30 %",
                "3000", "missed", "", "", "", "", "", "", "", ""));
    assertThat(table.rows())
        .anySatisfy(
            row ->
                assertThat(row)
                    .startsWith(
                        "teacher-student-3, η = 0.04 warmed up, decay at 50 %",
                        "5000", "500", "550", "5002", "5050", "50, 0.0111", "loss", "2"));
  }

  @Test
  void pictures_areAlignedAtTheEnd() {
    Told told = Told.everyEnd("learning_rate");
    List<Plot> plots = FIGURE.sheets(EXTENT, told).get(0).plots();
    Plot.Lines loss = (Plot.Lines) plots.get(0);
    assertThat(loss.lines()).hasSize(4);
    assertThat(loss.lines()).allSatisfy(line -> assertThat(line.y()).containsOnly(1.0));
    Plot.Lines rank = (Plot.Lines) plots.get(1);
    for (Plot.Line line : rank.lines()) {
      assertThat(line.x()).isSorted().allMatch(x -> x >= -1 && x <= 0.8);
      assertThat(line.x().get(0)).isCloseTo(-1, within(0.05));
      assertThat(line.y().get(0)).isEqualTo(1);
    }
  }

  @Test
  void runOfAnotherMetricOrRun_isNamedByItsExperiment() {
    assertThat(RUN.name()).isEqualTo("teacher-student-3, η = 0.04 warmed up, decay at 30 %");
    assertThat(RUN.sparsity()).isEqualTo("feature_sparsity/layer1");
    assertThat(RUN.decayStep()).isEqualTo(3000);
  }
}
