package dev.plateau.collector.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plateau.collector.log.MemoryRuns;
import dev.plateau.collector.log.Plateau;
import dev.plateau.collector.run.Trainer;
import dev.plateau.protocol.RunFinished;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Runs in a log, as figures see them. */
class LoggedResultsTest {
  private static final RunNaming NAMING =
      RunNaming.of(new Extent(false, 1, Optional.empty(), Optional.empty()));
  private static final PlannedRun RUN = PlannedRun.of("support-linear", 0, 100);
  private static final PlannedRun OTHER = PlannedRun.of("support-linear", 1, 100);

  private final MemoryRuns log = new MemoryRuns();

  private Trainer trainer(PlannedRun run, int session) {
    return new Trainer(NAMING.id(run), session);
  }

  private LoggedResults results() {
    return new LoggedResults(log, NAMING, Map.of());
  }

  private boolean isFinished(PlannedRun run) throws IOException {
    return new FinishedRuns(log, NAMING).isFinished(run);
  }

  /** A run of so many steps whose loss at a step is a known function of it. */
  private void add(PlannedRun run, int session, long steps, RunFinished.Outcome outcome) {
    Trainer trainer = trainer(run, session);
    log.add(trainer.started("exp", 0));
    for (long from = 0; from < steps; from += 1000) {
      log.add(trainer.steps(from, Math.min(steps, from + 1000), step -> row(session, step)));
    }
    log.add(trainer.finished(outcome));
  }

  private static Map<String, Double> row(int session, long step) {
    Map<String, Double> row = new HashMap<>();
    row.put("loss", loss(session, step));
    row.put("w1_irrelevant_norm", step / 3.0);
    if (step % 50 == 0) {
      row.put("gram/1.0.2", step + 0.5);
      row.put("gram/1.0.10", -step - 0.5);
    }
    return row;
  }

  private static double loss(int session, long step) {
    return session + Math.sin((double) step);
  }

  private static void assertLoss(Curve curve, int session, long steps) {
    assertThat(curve.size()).isEqualTo(steps);
    for (int i = 0; i < curve.size(); i++) {
      assertThat(curve.step(i)).isEqualTo(i);
      assertThat(curve.value(i)).isEqualTo(loss(session, i));
    }
  }

  @Test
  void curve_hasAllValues_shortOrLong() {
    long steps = RunReading.SHORT + 1500;
    add(RUN, 1, 100, RunFinished.Outcome.COMPLETED);
    add(OTHER, 2, steps, RunFinished.Outcome.COMPLETED);
    LoggedResults results = results();
    assertLoss(results.curve(RUN, "loss"), 1, 100);
    assertLoss(results.curve(OTHER, "loss"), 2, steps);
    Curve norm = results.curve(OTHER, "w1_irrelevant_norm");
    assertThat(norm.size()).isEqualTo(steps);
    assertThat(norm.last()).isEqualTo((steps - 1) / 3.0);
    assertThat(results.curve(OTHER, "gram/1.0.2").at(120)).isEqualTo(100.5);
  }

  @Test
  void curves_readAgainAfterTheyWereDropped_areTheSame() {
    long steps = RunReading.SHORT + 10;
    add(RUN, 1, steps, RunFinished.Outcome.COMPLETED);
    add(OTHER, 2, steps, RunFinished.Outcome.COMPLETED);
    LoggedResults results = new LoggedResults(log, NAMING, Map.of(), 10);
    for (int i = 0; i < 2; i++) {
      assertLoss(results.curve(RUN, "loss"), 1, steps);
      assertLoss(results.curve(OTHER, "loss"), 2, steps);
      assertThat(results.keptRuns()).isEqualTo(1);
    }
  }

  @Test
  void layers_areThoseOfTheFirstAndOfTheLastTime() {
    add(RUN, 1, 100, RunFinished.Outcome.COMPLETED);
    assertThat(results().firstByLayer(RUN, "gram")).isEqualTo(Map.of("1.0.2", 0.5, "1.0.10", -0.5));
    assertThat(results().lastByLayer(RUN, "gram"))
        .isEqualTo(Map.of("1.0.2", 50.5, "1.0.10", -50.5));
  }

  @Test
  void runBegunAgain_countsOnce_fromItsLastAttempt() throws IOException {
    Trainer first = trainer(RUN, 1);
    log.add(first.started("exp", 0));
    log.add(first.steps(0, 70, step -> row(1, step)));
    // What the old attempt lacks does not matter any more.
    first.skip();
    log.add(first.steps(80, 90, step -> row(1, step)));
    assertThat(isFinished(RUN)).isFalse();
    add(RUN, 2, 50, RunFinished.Outcome.COMPLETED);
    assertThat(isFinished(RUN)).isTrue();
    assertLoss(results().curve(RUN, "loss"), 2, 50);
    assertThat(results().lastByLayer(RUN, "gram")).containsEntry("1.0.2", 0.5);
  }

  @Test
  void runThatDiverged_isAResult() throws IOException {
    Trainer trainer = trainer(RUN, 1);
    log.add(trainer.started("exp", 0));
    log.add(trainer.steps(0, 10, step -> Map.of("loss", step < 9 ? 1.0 : Double.NaN)));
    log.add(trainer.finished(RunFinished.Outcome.FAILED));
    assertThat(isFinished(RUN)).isTrue();
    assertThat(results().curve(RUN, "loss").last()).isNaN();
  }

  @Test
  void runThatIsNotWhole_isMissing_andTheSentenceSaysWhy() throws IOException {
    assertMissing(RUN, "is not in the log");
    add(RUN, 1, 100, RunFinished.Outcome.STOPPED);
    assertMissing(RUN, "was stopped at step 99");
    add(RUN, 2, 60, RunFinished.Outcome.FAILED);
    assertMissing(RUN, "failed at step 59: ");

    Trainer trainer = trainer(OTHER, 3);
    log.add(trainer.started("exp", 0));
    log.add(trainer.steps(0, 10, step -> row(1, step)));
    assertMissing(OTHER, "has not ended, it is at step 9");
    trainer.skip();
    log.add(trainer.steps(20, 30, step -> row(1, step)));
    log.add(trainer.finished(RunFinished.Outcome.COMPLETED));
    assertMissing(OTHER, "lacks 1 records that never arrived");
  }

  @Test
  void runWhoseBeginningTheLogHasDropped_isMissing() throws IOException {
    add(RUN, 1, 2000, RunFinished.Outcome.COMPLETED);
    log.dropFirst(2);
    assertMissing(RUN, "the log has dropped its beginning");
  }

  private void assertMissing(PlannedRun run, String why) throws IOException {
    assertThat(isFinished(run)).isFalse();
    assertThatThrownBy(() -> results().curve(run, "loss"))
        .isInstanceOf(MissingRunException.class)
        .hasMessageStartingWith("run " + NAMING.id(run) + " (support-linear seed " + run.seed())
        .hasMessageContaining(why);
  }

  @Test
  void whatTheTrainerSaidLast_isTheReason_unlessTheRunIsThere() {
    Map<String, String> failures =
        Map.of(NAMING.id(RUN), "failed: no memory", NAMING.id(OTHER), "failed: as well");
    add(OTHER, 1, 10, RunFinished.Outcome.COMPLETED);
    LoggedResults results = new LoggedResults(log, NAMING, failures);
    assertThatThrownBy(() -> results.curve(RUN, "loss")).hasMessageEndingWith("failed: no memory");
    assertLoss(results.curve(OTHER, "loss"), 1, 10);
  }

  @Test
  void unknownMetric_isAnsweredWithTheNearest() {
    add(RUN, 1, 100, RunFinished.Outcome.COMPLETED);
    assertThatThrownBy(() -> results().curve(RUN, "w1_irelevant_norm"))
        .isInstanceOf(MissingRunException.class)
        .hasMessageEndingWith(
            "has no metric 'w1_irelevant_norm'; did you mean 'w1_irrelevant_norm'?");
    assertThatThrownBy(() -> results().lastByLayer(RUN, "gramm"))
        .hasMessageEndingWith("has no metric 'gramm/...'; did you mean 'gram/...'?");
  }

  /** A run whose loss lies at 1, give or take, and falls to a hundredth after 2000 steps. */
  private void addPlateau(PlannedRun run, int session) {
    Trainer trainer = trainer(run, session);
    log.add(trainer.started("exp", 0));
    for (long from = 0; from < 4000; from += 1000) {
      log.add(
          trainer.steps(
              from,
              from + 1000,
              step -> Map.of("loss", (step < 2000 ? 1 : 0.01) * (1.2 + Math.sin(2.7 * step)))));
    }
    log.add(trainer.finished(RunFinished.Outcome.COMPLETED));
  }

  @Test
  void plateaus_areThoseThatTheCollectorToldOf() {
    addPlateau(RUN, 1);
    List<Plateau> plateaus = results().plateaus(RUN);
    assertThat(plateaus).isNotEmpty();
    Plateau first = plateaus.get(0);
    assertThat(first.source()).isEqualTo("loss");
    assertThat(first.startStep()).isLessThan(500);
    assertThat(Objects.requireNonNull(first.end()).onsetStep()).isBetween(1950L, 2100L);
    // Too few steps to say so.
    add(OTHER, 2, 20, RunFinished.Outcome.COMPLETED);
    assertThat(results().plateaus(OTHER)).isEmpty();
  }

  @Test
  void plateausOfASupersededAttempt_areNotTold() {
    addPlateau(RUN, 1);
    add(RUN, 2, 20, RunFinished.Outcome.COMPLETED);
    assertThat(results().plateaus(RUN)).isEmpty();
  }

  @Test
  void plateausOfARunThatIsNotThere_areMissing() {
    assertThatThrownBy(() -> results().plateaus(RUN))
        .isInstanceOf(MissingRunException.class)
        .hasMessageContaining("is not in the log");
  }
}
