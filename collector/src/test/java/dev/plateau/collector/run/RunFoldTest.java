package dev.plateau.collector.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plateau.collector.phase.DetectorKind;
import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.Origin;
import dev.plateau.protocol.RunDeleted;
import dev.plateau.protocol.RunFinished;
import dev.plateau.protocol.RunId;
import dev.plateau.protocol.RunStarted;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RunFoldTest {
  private static final long HOUR_MICROS = 3_600_000_000L;

  private final FoldedRun run = new FoldedRun("r1");
  private final Trainer first = new Trainer("r1", 1);

  @Test
  void run_started_isDescribedByItsFirstMessage() {
    run.apply(first.started("exp", 0));
    run.apply(first.losses(0, 10));

    RunView view = run.view();
    assertThat(view.experiment()).isEqualTo("exp");
    assertThat(view.config()).containsEntry("seed", "1");
    assertThat(view.plannedSteps()).isEqualTo(1000);
    assertThat(view.attempt()).isEqualTo(1);
    assertThat(view.lastStep()).isEqualTo(9);
    assertThat(view.phase()).isEqualTo(RunPhase.DESCENDING);
    assertThat(view.progress().stepIntervalSeconds()).isEqualTo(0.001);
    assertThat(run.metric("loss")).isEqualTo(0.1);
    assertThat(run.totals().steps()).isEqualTo(10);
  }

  @Test
  void record_receivedAgain_isDuplicateAndChangesNothing() {
    Envelope start = first.started("exp", 0);
    Envelope steps = first.losses(0, 10);
    run.apply(start);
    run.apply(steps);
    assertThat(run.apply(steps)).isEqualTo(Outcome.DUPLICATE);
    assertThat(run.apply(start)).isEqualTo(Outcome.DUPLICATE);

    assertThat(run.totals().steps()).isEqualTo(10);
    assertThat(run.totals().received()).isEqualTo(4);
    assertThat(run.view().ledger().repeatedSteps()).isZero();
  }

  @Test
  void hole_isMissingUntilItsRecordArrives() {
    run.apply(first.started("exp", 0));
    Envelope late = first.losses(0, 10);
    run.apply(first.losses(10, 20));
    assertThat(run.view().ledger().missing()).isEqualTo(1);

    assertThat(run.apply(late)).isEqualTo(Outcome.APPLIED);
    assertThat(run.view().ledger().missing()).isZero();
    assertThat(run.apply(late)).isEqualTo(Outcome.DUPLICATE);
    assertThat(run.view().lastStep()).isEqualTo(19);
    // Too late for the detector, but not unseen.
    assertThat(run.view().ledger().repeatedSteps()).isEqualTo(10);
  }

  @Test
  void lateRecord_ofAnEndedRun_isFoldedAndDoesNotTakeTheEndBack() {
    run.apply(first.started("exp", 0));
    Envelope late = first.losses(0, 10);
    run.apply(first.finished(RunFinished.Outcome.COMPLETED));

    assertThat(run.apply(late)).isEqualTo(Outcome.APPLIED);
    assertThat(run.view().phase()).isEqualTo(RunPhase.COMPLETED);
    assertThat(run.view().lastStep()).isEqualTo(9);
    assertThat(run.view().ledger().missing()).isZero();
    run.tick(run.nowMicros + HOUR_MICROS);
    assertThat(run.events(RunEvent.RunRevived.class)).isEmpty();
    assertThat(run.events(RunEvent.RunLost.class)).isEmpty();
  }

  @Test
  void lateRecord_ofAForgottenRun_isSupersededAndDoesNotBringItBack() {
    run.apply(first.started("exp", 0));
    Envelope late = first.losses(0, 10);
    run.apply(first.finished(RunFinished.Outcome.COMPLETED));
    run.tick(run.nowMicros + 24 * HOUR_MICROS);

    assertThat(run.apply(late)).isEqualTo(Outcome.SUPERSEDED);
    assertThat(run.state.isForgotten()).isTrue();
  }

  @Test
  void run_silentBecauseNobodyCouldBeHeard_isNotLost() {
    run.apply(first.started("exp", 0));
    long back = run.nowMicros + 3 * HOUR_MICROS;
    run.hearingSinceMicros = back;
    run.tick(back + HOUR_MICROS - 1);
    assertThat(run.view().phase()).isEqualTo(RunPhase.DESCENDING);

    run.tick(back + HOUR_MICROS);
    assertThat(run.view().phase()).isEqualTo(RunPhase.LOST);
  }

  @Test
  void lateRecord_ofALostRun_revivesIt() {
    run.apply(first.started("exp", 0));
    Envelope late = first.losses(0, 10);
    run.apply(first.losses(10, 20));
    run.tick(run.nowMicros + HOUR_MICROS);
    assertThat(run.view().phase()).isEqualTo(RunPhase.LOST);

    run.apply(late);
    assertThat(run.view().phase()).isEqualTo(RunPhase.DESCENDING);
  }

  @Test
  void attempt_resumed_supersedesRowsFromItsFirstStep() {
    run.apply(first.started("exp", 0));
    run.apply(first.steps(0, 100, s -> Map.of("loss", 1.0, "ntk_rank", 7.0)));
    run.apply(first.steps(100, 200, s -> Map.of("loss", 2.0)));
    Trainer second = new Trainer("r1", 2);
    run.apply(second.started("exp", 150));

    assertThat(run.view().attempt()).isEqualTo(2);
    assertThat(run.view().lastStep()).isEqualTo(149);
    assertThat(run.view().metric(LossSource.LOSS.metric())).isEmpty();
    assertThat(run.metric("ntk_rank")).isEqualTo(7.0);
    assertThat(run.view().attempts().get(0).supersededFrom()).isEqualTo(150);

    run.apply(second.steps(150, 160, s -> Map.of("loss", 3.0)));
    assertThat(run.metric("loss")).isEqualTo(3.0);
    assertThat(run.view().lastStep()).isEqualTo(159);
  }

  @Test
  void run_restartedForEver_keepsTheLastAttemptsAndTheSumsOfAll() {
    for (int i = 1; i <= 1000; i++) {
      Trainer trainer = new Trainer("r1", i);
      run.apply(trainer.started("exp", i == 1 ? 0 : 10));
      if (i == 1) {
        run.apply(trainer.losses(0, 20));
      }
      trainer.skip();
      run.apply(trainer.next(new RunFinished(RunFinished.Outcome.FAILED, "", 0, 2)));
      run.resume();
    }

    assertThat(run.view().attempts()).hasSize(100);
    assertThat(run.view().attempt()).isEqualTo(1000);
    assertThat(run.view().ledger().missing()).isEqualTo(1000);
    assertThat(run.view().ledger().droppedSteps()).isEqualTo(2000);
    assertThat(run.view().lastStep()).isEqualTo(9);
    assertThat(RunStateCodec.encode(run.state)).hasSizeLessThan(10_000);
    Trainer last = new Trainer("r1", 1001);
    run.apply(last.started("exp", 5));
    assertThat(run.view().lastStep()).isEqualTo(4);
  }

  @Test
  void loss_ofARunWithMoreMetricsThanAreKept_isWatched() {
    run.apply(first.started("exp", 0));
    run.apply(first.steps(0, 1, s -> metrics("norm/", 300)));
    run.apply(first.losses(1, 10));

    assertThat(run.metric("loss")).isEqualTo(0.1);
    assertThat(run.view().progress().smoothedLoss()).isPositive();
    assertThat(run.view().metrics()).hasSize(257);
  }

  @Test
  void attempt_begunAnew_hasRoomForMetricsOfItsOwn() {
    run.apply(first.started("exp", 0));
    run.apply(first.steps(0, 1, s -> metrics("old/", 256)));
    Trainer second = new Trainer("r1", 2);
    run.apply(second.started("exp", 0));
    run.apply(second.steps(0, 1, s -> metrics("new/", 256)));

    assertThat(run.view().metrics())
        .hasSize(256)
        .allMatch(metric -> metric.name().metric().equals("new"));
  }

  private static Map<String, Double> metrics(String prefix, int count) {
    Map<String, Double> metrics = new HashMap<>();
    for (int i = 0; i < count; i++) {
      metrics.put(prefix + i, 1.0);
    }
    return metrics;
  }

  @Test
  void olderSession_speakingAfterNewer_isSupersededAndConflicts() {
    run.apply(first.started("exp", 0));
    run.apply(first.losses(0, 10));
    Trainer second = new Trainer("r1", 2);
    run.apply(second.started("exp", 0));
    run.apply(second.losses(0, 5));

    assertThat(run.apply(first.losses(10, 20))).isEqualTo(Outcome.SUPERSEDED);
    assertThat(run.view().lastStep()).isEqualTo(4);
    assertThat(run.totals().conflicts()).isEqualTo(1);
  }

  @Test
  void experiment_contradicted_keepsTheFirstAndConflicts() {
    run.apply(first.started("exp", 0));
    run.apply(new Trainer("r1", 2).started("other", 0));
    assertThat(run.view().experiment()).isEqualTo("exp");
    assertThat(run.totals().conflicts()).isEqualTo(1);
  }

  @Test
  void session_withoutItsStart_beginsAnAttemptAndMissesIt() {
    first.skip();
    run.apply(first.losses(0, 10));
    assertThat(run.view().attempt()).isEqualTo(1);
    assertThat(run.view().lastStep()).isEqualTo(9);
    assertThat(run.view().ledger().missing()).isEqualTo(1);
  }

  @Test
  void metric_forThePresentStepOrLate_isTakenOnce() {
    run.apply(first.started("exp", 0));
    run.apply(first.losses(0, 100));
    run.apply(first.steps(50, 51, s -> Map.of("ntk_rank", 5.0)));
    run.apply(first.steps(50, 51, s -> Map.of("ntk_rank", 9.0, "loss", 9.0)));

    assertThat(run.metric("ntk_rank")).isEqualTo(5.0);
    assertThat(run.metric("loss")).isEqualTo(0.01);
    assertThat(run.totals().steps()).isEqualTo(100);
    assertThat(run.view().ledger().repeatedSteps()).isEqualTo(1);
  }

  @Test
  void unsequencedRows_areAttemptZeroAndDuplicateByStep() {
    Envelope rows = Trainer.unsequenced("r1", Trainer.batch(0, 5, s -> Map.of("loss", (double) s)));
    assertThat(run.apply(rows)).isEqualTo(Outcome.APPLIED);
    assertThat(run.apply(rows)).isEqualTo(Outcome.DUPLICATE);
    assertThat(
            run.apply(
                Trainer.unsequenced("r1", Trainer.batch(3, 8, s -> Map.of("loss", 10.0 + s)))))
        .isEqualTo(Outcome.APPLIED);

    assertThat(run.view().attempt()).isZero();
    assertThat(run.totals().steps()).isEqualTo(8);
    assertThat(run.metric("loss")).isEqualTo(17.0);
    assertThat(run.view().ledger().missing()).isZero();
  }

  @Test
  void unsequencedRows_afterASession_areSuperseded() {
    run.apply(first.started("exp", 0));
    Envelope rows = Trainer.unsequenced("r1", Trainer.batch(0, 5, s -> Map.of("loss", 1.0)));
    assertThat(run.apply(rows)).isEqualTo(Outcome.SUPERSEDED);
    assertThat(run.totals().conflicts()).isEqualTo(1);
  }

  @Test
  void run_finished_endsAndSaysHow() {
    run.apply(first.started("exp", 0));
    run.apply(first.losses(0, 10));
    run.apply(first.next(new RunFinished(RunFinished.Outcome.FAILED, "out of memory", 0, 3)));

    assertThat(run.view().phase()).isEqualTo(RunPhase.FAILED);
    assertThat(run.view().endReason()).isEqualTo("out of memory");
    assertThat(run.view().ledger().droppedSteps()).isEqualTo(3);
    assertThat(run.events(RunEvent.RunEnded.class)).hasSize(1);
  }

  @Test
  void run_silentForAnHour_isLostOnceAndRevivedByALateRecord() {
    run.apply(first.started("exp", 0));
    run.apply(first.losses(0, 10));
    run.tick(run.nowMicros + HOUR_MICROS - 1);
    assertThat(run.view().phase()).isEqualTo(RunPhase.DESCENDING);

    run.tick(run.nowMicros + HOUR_MICROS);
    run.tick(run.nowMicros + HOUR_MICROS + 1);
    assertThat(run.view().phase()).isEqualTo(RunPhase.LOST);
    assertThat(run.events(RunEvent.RunLost.class)).hasSize(1);

    run.apply(first.losses(10, 20));
    assertThat(run.view().phase()).isEqualTo(RunPhase.DESCENDING);
    assertThat(run.events(RunEvent.RunRevived.class)).hasSize(1);

    run.tick(run.nowMicros + HOUR_MICROS);
    List<RunEvent.RunLost> lost = run.events(RunEvent.RunLost.class);
    assertThat(lost).hasSize(2);
    assertThat(lost.get(0).header().id()).isNotEqualTo(lost.get(1).header().id());
  }

  @Test
  void endedRun_afterADay_shrinksToWhatTellsLateRecords() {
    Envelope late = null;
    run.apply(first.started("exp", 0));
    for (int i = 0; i < 100; i++) {
      late = first.losses(10L * i, 10L * i + 10);
      run.apply(late);
    }
    run.apply(first.finished(RunFinished.Outcome.COMPLETED));
    run.tick(run.nowMicros + 23 * HOUR_MICROS);
    assertThat(run.state.isForgotten()).isFalse();
    run.tick(run.nowMicros + 24 * HOUR_MICROS);
    assertThat(run.state.isForgotten()).isTrue();
    assertThat(RunStateCodec.encode(run.state)).hasSizeLessThan(120);

    run.resume();
    assertThat(run.apply(Objects.requireNonNull(late))).isEqualTo(Outcome.DUPLICATE);
    assertThat(run.state.isForgotten()).isTrue();

    run.apply(new Trainer("r1", 2).started("exp", 0));
    assertThat(run.state.isForgotten()).isFalse();
    assertThat(run.view().attempt()).isEqualTo(2);
  }

  @Test
  void deletedRun_refusesItsOldSessionAndTakesANewOne() {
    run.apply(first.started("exp", 0));
    run.apply(first.losses(0, 10));
    Envelope delete = new Envelope(new RunId("r1"), new Origin.Unsequenced(), new RunDeleted());
    assertThat(run.apply(delete)).isEqualTo(Outcome.APPLIED);
    assertThat(run.state.isForgotten()).isTrue();
    run.resume();

    assertThat(run.apply(first.losses(10, 20))).isEqualTo(Outcome.SUPERSEDED);
    assertThat(run.state.isForgotten()).isTrue();
    Trainer second = new Trainer("r1", 2);
    assertThat(run.apply(second.started("exp", 0))).isEqualTo(Outcome.APPLIED);
    assertThat(run.view().lastStep()).isEqualTo(-1);
  }

  @Test
  void deletion_receivedAgain_doesNotForgetTheNewSession() {
    run.apply(first.started("exp", 0));
    Envelope delete = first.next(new RunDeleted());
    assertThat(run.apply(delete)).isEqualTo(Outcome.APPLIED);
    assertThat(run.apply(delete)).isEqualTo(Outcome.DUPLICATE);
    run.apply(new Trainer("r1", 2).started("exp", 0));

    assertThat(run.apply(delete)).isEqualTo(Outcome.DUPLICATE);
    assertThat(run.state.isForgotten()).isFalse();
    assertThat(run.events(RunEvent.RunForgotten.class)).hasSize(1);
  }

  @Test
  void runRevived_afterItWasForgotten_repeatsNoEventIdAndNoOrdinal() {
    run.apply(first.started("exp", 0));
    plateau(0);
    run.apply(first.steps(2000, 2001, s -> Map.of("loss", Double.NaN)));
    run.tick(run.nowMicros + HOUR_MICROS);
    run.tick(run.nowMicros + 25 * HOUR_MICROS);
    assertThat(run.state.isForgotten()).isTrue();
    run.resume();
    run.nowMicros += 48 * HOUR_MICROS;
    plateau(3000);

    assertIdsAreUnique();
    assertThat(run.events(RunEvent.StabilizationBegan.class))
        .extracting(event -> event.stabilization().ordinal())
        .containsExactly(1L, 2L);
  }

  @Test
  void unsequencedRun_thatGoesOnAfterItsDeletion_repeatsNoEventId() {
    for (int life = 0; life < 3; life++) {
      run.apply(Trainer.unsequenced("r1", Trainer.batch(0, 2000, s -> Map.of("loss", descent(s)))));
      run.apply(new Envelope(new RunId("r1"), new Origin.Unsequenced(), new RunDeleted()));
      run.resume();
    }

    assertThat(run.events(RunEvent.StabilizationBegan.class)).hasSize(3);
    assertIdsAreUnique();
  }

  @Test
  void ids_ofMessages_areTheSameWhetherTheWatermarkWasToldOrNot() {
    FoldedRun untold = new FoldedRun("r1");
    Trainer second = new Trainer("r1", 1);
    run.apply(first.started("exp", 0));
    untold.apply(second.started("exp", 0));
    run.tick(run.nowMicros + HOUR_MICROS);
    run.apply(first.finished(RunFinished.Outcome.COMPLETED));
    untold.apply(second.finished(RunFinished.Outcome.COMPLETED));

    assertThat(run.events(RunEvent.RunLost.class)).hasSize(1);
    assertThat(run.events(RunEvent.RunEnded.class))
        .isEqualTo(untold.events(RunEvent.RunEnded.class));
  }

  private void plateau(long from) {
    run.apply(first.steps(from, from + 2000, s -> Map.of("loss", descent(s - from))));
  }

  /** Falls, then stays at its level with a little noise. */
  private static double descent(long step) {
    return Math.pow(10, -Math.min(step, 200) / 100.0) * (1 + 0.1 * Math.sin(37.0 * step));
  }

  private void assertIdsAreUnique() {
    assertThat(run.events).extracting(event -> event.header().id()).doesNotHaveDuplicates();
  }

  @Test
  void endReason_ofAMegabyte_isCutInStateAndEventAlike() {
    run.apply(first.started("exp", 0));
    run.apply(first.next(new RunFinished(RunFinished.Outcome.FAILED, "x".repeat(1_000_000), 0, 0)));

    RunView before = run.view();
    run.resume();
    assertThat(run.view()).isEqualTo(before);
    assertThat(run.view().endReason()).hasSize(1000);
    assertThat(run.events(RunEvent.RunEnded.class).get(0).reason()).hasSize(1000);
  }

  @Test
  void life_endedRun_leavesMetricsAfterFiveMinutesAndTheTableAfterADay() {
    run.apply(first.started("exp", 0));
    run.apply(first.finished(RunFinished.Outcome.COMPLETED));
    RunView view = run.view();
    long minute = 60_000_000;
    assertThat(RunLife.DEFAULT.isExposed(view, run.nowMicros + 5 * minute - 1)).isTrue();
    assertThat(RunLife.DEFAULT.isExposed(view, run.nowMicros + 5 * minute)).isFalse();
    assertThat(RunLife.DEFAULT.isDue(view, run.nowMicros + 24 * HOUR_MICROS - 1, 0)).isFalse();
    assertThat(RunLife.DEFAULT.isDue(view, run.nowMicros + 24 * HOUR_MICROS, 0)).isTrue();
    assertThatThrownBy(
            () -> new RunLife(Duration.ZERO, Duration.ofMinutes(5), Duration.ofHours(24)))
        .hasMessage("lost-after must be > 0, got PT0S");
  }

  @Test
  void spike_betweenTwoScrapes_staysInTheWindowForAMinute() {
    run.apply(first.started("exp", 0));
    run.apply(first.steps(0, 3, s -> Map.of("loss", s == 1 ? 1e6 : 1.0)));
    for (int i = 0; i < 200; i++) {
      run.apply(first.steps(3 + i, 4 + i, s -> Map.of("loss", 1.0)));
    }
    assertThat(run.view().progress().maxLoss()).isEqualTo(1e6);
    for (int i = 200; i < 400; i++) {
      run.apply(first.steps(3 + i, 4 + i, s -> Map.of("loss", 1.0)));
    }
    assertThat(run.view().progress().maxLoss()).isEqualTo(1.0);
  }

  @Test
  void nonFiniteLoss_travelsAsItIsAndIsToldOnce() {
    run.apply(first.started("exp", 0));
    run.apply(first.steps(0, 10, s -> Map.of("loss", s < 5 ? 1.0 : Double.POSITIVE_INFINITY)));
    assertThat(run.metric("loss")).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(run.view().progress().smoothedLoss()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(run.events(RunEvent.NonFiniteLoss.class))
        .singleElement()
        .extracting(e -> e.header().step())
        .isEqualTo(5L);
    assertThat(run.view().phase()).isEqualTo(RunPhase.DIVERGED);
  }

  @Test
  void learningRate_fallingByATenthAtOnce_isAnEventAndASlowFallIsNot() {
    run.apply(first.started("exp", 0));
    run.apply(
        first.steps(0, 200, s -> Map.of("learning_rate", (s < 100 ? 1.0 : 0.5) * (1 - s / 1e4))));
    assertThat(run.events(RunEvent.LearningRateDecayed.class))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.header().step()).isEqualTo(100);
              assertThat(event.after()).isEqualTo(0.495);
            });
  }

  @Test
  void learningRateFall_isInTheViewWithItsStepAndTime_andNotBeforeItFell() {
    run.apply(first.steps(0, 100, s -> Map.of("learning_rate", 1.0)));
    assertThat(run.view().progress().rateFallStep()).isEqualTo(-1);
    assertThat(run.view().progress().rateFallTimeMicros()).isZero();

    run.apply(first.steps(100, 200, s -> Map.of("learning_rate", 0.5)));
    run.resume();
    assertThat(run.view().progress().rateFallStep()).isEqualTo(100);
    assertThat(run.view().progress().rateFallTimeMicros())
        .isEqualTo(Trainer.START_MICROS + 100 * 1000);
  }

  @Test
  void stateOfAnotherVersion_isRefusedWithBothVersions() {
    byte[] bytes = RunStateCodec.encode(run.state);
    bytes[0] = 9;
    assertThatThrownBy(() -> RunStateCodec.decode(bytes))
        .hasMessage("a run's state has version 9, this collector reads versions 2 and 3");
    assertThatThrownBy(() -> RunStateCodec.decode(new byte[] {2, 0}))
        .hasMessageStartingWith("not a run's state: 2 bytes");
  }

  /** The version before differs in nothing but the support, which stands at the end. */
  @Test
  void stateOfTheVersionBefore_isReadWithoutASupport() {
    run.apply(first.started("exp", 0));
    plateau(0);
    byte[] bytes = RunStateCodec.encode(run.state);
    byte[] before = Arrays.copyOf(bytes, bytes.length - 2);
    before[0] = 2;

    assertThat(RunStateCodec.encode(RunStateCodec.decode(before))).isEqualTo(bytes);
  }

  @Test
  void record_ofAnotherRun_isRefused() {
    RunStarted started = new RunStarted("e", "", Map.of(), Map.of(), 0, 0, 0);
    Envelope other = new Envelope(new RunId("r2"), new Origin.Unsequenced(), started);
    assertThatThrownBy(() -> run.apply(other))
        .hasMessageContaining("r2")
        .hasMessageContaining("r1");
  }

  /** A plateau that the loss left upwards, then the end of one whose beginning was not told. */
  @Test
  void endWithoutABeginning_standsForItself() {
    FoldedRun cued = new FoldedRun("r1", DetectorKind.MSR_2);
    Random random = new Random(11);
    Trainer trainer = new Trainer("r1", 1);
    cued.apply(trainer.started("exp", 0));
    cued.apply(
        trainer.steps(
            0,
            700,
            s -> {
              double level = s < 500 ? -1 : s < 660 ? 1.5 : 0.5;
              double loss = Math.pow(10, level + 0.1 * random.nextGaussian());
              return Map.of("loss", loss, "learning_rate", s < 660 ? 0.2 : 0.1);
            }));
    List<Stabilization> told = cued.state.tracker(LossSource.LOSS).stabilizations();
    assertThat(told).extracting(Stabilization::ordinal).containsExactly(1L, 2L);
    assertThat(told.get(0).startStep()).isZero();
    assertThat(told.get(0).end()).isEmpty();
    assertThat(told.get(1).startStep()).isBetween(490L, 620L);
    assertThat(told.get(1).end().orElseThrow().onsetStep()).isBetween(660L, 668L);
  }
}
