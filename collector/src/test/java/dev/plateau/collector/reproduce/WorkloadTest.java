package dev.plateau.collector.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorkloadTest {
  private static final PlannedRun SMALL = PlannedRun.of("support-linear", 0, 1000);
  private static final PlannedRun OTHER_SMALL = PlannedRun.of("support-linear", 1, 1000);
  private static final PlannedRun LARGE =
      PlannedRun.of("support-linear", 0, 20_000, "batch-size", "-1");

  private static Workload load(int jobs) {
    return new Workload(List.of(SMALL, OTHER_SMALL, LARGE), jobs);
  }

  @Test
  void order_isLongestFirst_andOfEqualOnesAsGiven() {
    assertThat(load(2).order()).containsExactly(LARGE, SMALL, OTHER_SMALL);
  }

  @Test
  void fraction_isByCost() {
    Workload load = load(2);
    assertThat(load.fraction()).isZero();
    load.reached(SMALL, 1);
    load.reached(LARGE, 0.25);
    double all = Stream.of(SMALL, OTHER_SMALL, LARGE).mapToDouble(RunCost::seconds).sum();
    assertThat(load.fraction())
        .isCloseTo((RunCost.seconds(SMALL) + RunCost.seconds(LARGE) / 4) / all, within(1e-12));
    load.reached(OTHER_SMALL, 1);
    load.reached(LARGE, 7);
    assertThat(load.fraction()).isEqualTo(1);
  }

  @Test
  void left_isAtThePaceSoFar_butNoLessThanTheLongestRun() {
    Workload load = load(2);
    assertThat(load.leftSeconds()).as("no pace yet").isEmpty();
    load.reached(LARGE, 0.5);
    double done = RunCost.seconds(LARGE) / 2;
    // One trainer, three times as slow as guessed.
    load.worked(1, 3 * done);
    assertThat(load.leftSeconds()).hasValue(3 * done);

    load = load(1);
    load.reached(LARGE, 0.5);
    load.worked(1, done);
    assertThat(load.leftSeconds().orElseThrow())
        .isCloseTo(done + 2 * RunCost.seconds(SMALL), within(1e-9));
  }

  @Test
  void nothingToTrain_isDone() {
    Workload load = new Workload(List.of(), 2);
    assertThat(load.fraction()).isEqualTo(1);
    assertThat(load.guessedSeconds()).isZero();
  }

  @Test
  void cost_isNearWhatWasMeasured() {
    assertThat(seconds(10_000, "32")).isCloseTo(4.5 + 3, within(0.5));
    assertThat(seconds(10_000, "512")).isCloseTo(9 + 3, within(0.7));
    assertThat(seconds(10_000, "-1")).isCloseTo(90 + 3, within(5.0));
    assertThat(seconds(10_000, "many")).isEqualTo(seconds(10_000, "32"));
  }

  @Test
  void cost_ofAnSde_isThatOfItsModel() {
    double small = RunCost.seconds(PlannedRun.of("sde", 0, 10_000, "model", "teacher-student-2"));
    double large = RunCost.seconds(PlannedRun.of("sde", 0, 10_000, "model", "teacher-student-3"));
    assertThat(small).isLessThan(large);
    assertThat(RunCost.seconds(PlannedRun.of("sde", 0, 10_000)))
        .isEqualTo(RunCost.seconds(PlannedRun.of("sde", 0, 10_000, "model", "diagonal")));
  }

  private static double seconds(long steps, String batchSize) {
    return RunCost.seconds(PlannedRun.of("support-linear", 0, steps, "batch-size", batchSize));
  }

  @Test
  void plan_hasRunsThatFiguresShareOnce() {
    Extent extent = new Extent(false, 1, java.util.Optional.empty(), java.util.Optional.empty());
    Figure first = new TinyFigure("a", 100);
    Figure second = new TinyFigure("b", 100);
    Figure third = new TinyFigure("c", 101);
    assertThat(RunPlan.of(List.of(first, second), extent).runs())
        .containsExactlyElementsOf(first.runs(extent));
    assertThat(RunPlan.of(List.of(first, third), extent).runs()).hasSize(4);
    assertThat(RunPlan.of(List.of(), extent).seconds()).isZero();
  }
}
