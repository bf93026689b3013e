package dev.plateau.trainer.listener;

import static dev.plateau.trainer.listener.ProbingTest.Pace.LIMITED;
import static dev.plateau.trainer.listener.ProbingTest.Pace.UNLIMITED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Probes that do as they are told, on the real thread, against clocks that are set by hand. */
@Timeout(20)
class ProbingTest {
  enum Pace {
    LIMITED,
    UNLIMITED
  }

  private static final long MILLISECOND = 1_000_000;

  private final RecordedRows rows = new RecordedRows();
  private final AtomicLong wallNanos = new AtomicLong();
  private final AtomicLong cpuNanos = new AtomicLong();
  private final ProbingThread thread = new ProbingThread(cpuNanos::get);
  private final List<ScheduledProbe> scheduled = new ArrayList<>();
  private ProbingRules rules = ProbingRules.DEFAULT;
  private ProbeBudget budget = new ProbeBudget(0.01);

  @AfterEach
  void endThread() {
    thread.end();
  }

  @Test
  void slowProbe_held_neverHoldsTheTrainingUp() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    ScriptedProbe slow = ScriptedProbe.slow("slow").heldBy(latch);
    Probing probing = limited(Schedule.every(10), slow);
    for (long step = 0; step < 1000; step++) {
      step(probing, step); // ends, while nothing is measured
    }
    assertThat(slow.measured).hasValue(0);
    assertThat(rows.stepsWith(slow.metric)).isEmpty();
    latch.countDown();
    probing.await(Long.MAX_VALUE);
    step(probing, 1000);
    step(probing, 1001);
    assertThat(rows.stepsWith(slow.metric)).containsExactly(0L);
    assertThat(rows.row(1001).value(Metrics.PROBES_SKIPPED)).isEqualTo(100);
  }

  @Test
  void unlimited_probingThreadBehind_trainingWaitsAndNoPointIsLost() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    ScriptedProbe slow = ScriptedProbe.slow("slow").heldBy(latch);
    Probing probing = unlimited(Schedule.every(1), slow);
    Thread training = new Thread(() -> steps(probing, 0, 50));
    training.start();
    int most = ProbingThread.PLACES + 1; // and the one that is being measured
    Await.until(
        "the training waits",
        () -> slow.captured.get() == most && training.getState() == Thread.State.TIMED_WAITING);
    assertThat(slow.captured).hasValue(most);
    latch.countDown();
    training.join();
    probing.await(Long.MAX_VALUE);
    step(probing, 50);
    probing.await(Long.MAX_VALUE);
    step(probing, 51);
    for (long step = 0; step <= 50; step++) {
      assertThat(rows.row((int) step).value(slow.metric)).isEqualTo((double) step);
    }
    assertThat(rows.values(Metrics.PROBES_SKIPPED)).containsOnly(0);
  }

  @Test
  void cheapProbe_everyStep_isInTheRowOfItsStep() {
    ScriptedProbe cheap = new ScriptedProbe("cheap", true);
    Probing probing = limited(Schedule.every(1), cheap);
    steps(probing, 0, 100);
    assertThat(rows.stepsWith(cheap.metric)).isEqualTo(LongStream.range(0, 100).boxed().toList());
    assertThat(rows.written()).hasSize(100);
    assertThat(rows.row(99).value(cheap.metric)).isEqualTo(99);
  }

  @ParameterizedTest
  @EnumSource(Pace.class)
  void lastStep_anyPace_allHaveRunWhenItEnds(Pace pace) {
    rules = rules.endingAt(7);
    CountDownLatch latch = new CountDownLatch(1);
    ScriptedProbe slow = ScriptedProbe.slow("slow").heldBy(latch);
    ScriptedProbe other = ScriptedProbe.slow("other");
    ScriptedProbe cheap = new ScriptedProbe("cheap", true);
    List<ScriptedProbe> probes = List.of(slow, other, cheap);
    probes.forEach(probe -> add(pace, Schedule.every(1000), probe));
    Probing probing = probing(pace);
    steps(probing, 0, 7);
    wallNanos.set(10_000 * MILLISECOND); // it is time to say what became of the probes
    new Thread(latch::countDown).start(); // the step waits for it
    step(probing, 7);
    for (ScriptedProbe probe : probes) {
      assertThat(rows.stepsWith(probe.metric)).containsExactly(0L, 7L);
    }
    assertThat(rows.stepsWith(Metrics.PROBES_FAILED)).endsWith(7L).doesNotHaveDuplicates();
    int written = rows.written().size();
    probing.finish(7, 8);
    assertThat(rows.written()).as("nothing is left to say").hasSize(written);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 9})
  void failure_inCaptureOrReport_endsThatProbeAlone(int number) {
    rules = rules.endingAt(9);
    ScriptedProbe inCapture = ScriptedProbe.slow("in-capture").onCapture(failingAt(number));
    ScriptedProbe inReport = ScriptedProbe.slow("in-report").onReport(failingAt(number));
    ScriptedProbe cheap = new ScriptedProbe("cheap", true).onReport(failingAt(number));
    ScriptedProbe sound = ScriptedProbe.slow("sound");
    List.of(inCapture, inReport, cheap, sound)
        .forEach(probe -> add(UNLIMITED, Schedule.every(1), probe));
    try (CapturedWarnings warnings = CapturedWarnings.of(ScheduledProbe.class)) {
      steps(probing(UNLIMITED), 0, 10);
      assertThat(warnings.texts())
          .hasSize(3)
          .allMatch(text -> text.contains(" failed at step " + number + " and is switched off"))
          .anyMatch(text -> text.startsWith("The probe in-capture "))
          .anyMatch(text -> text.startsWith("The probe in-report "))
          .anyMatch(text -> text.startsWith("The probe cheap "));
    }
    List<Long> before = LongStream.range(0, number).boxed().toList();
    assertThat(rows.stepsWith(inCapture.metric)).isEqualTo(before);
    assertThat(rows.stepsWith(inReport.metric)).isEqualTo(before);
    assertThat(rows.stepsWith(cheap.metric)).isEqualTo(before);
    assertThat(rows.stepsWith(sound.metric)).hasSize(10);
    assertThat(rows.row(9).value(Metrics.PROBES_FAILED)).isEqualTo(3);
    assertThat(inCapture.captured).hasValue(number + 1);
  }

  @Test
  void failure_inCapture_leavesWhatWasCapturedBeforeToBeMeasured() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    ScriptedProbe slow = ScriptedProbe.slow("slow").heldBy(latch).onCapture(failingAt(2));
    Probing probing = unlimited(Schedule.every(1), slow);
    steps(probing, 0, 4);
    latch.countDown();
    probing.await(Long.MAX_VALUE);
    probing.finish(3, 4);
    assertThat(rows.stepsWith(slow.metric)).containsExactly(0L, 1L);
    assertThat(rows.values(Metrics.PROBES_FAILED)).endsWith(1);
  }

  /** The budget allows 5 ms each 500 steps of a millisecond; the first run is on credit. */
  @Test
  void budget_costOnTheProbingThread_spacesDuePointsOutAndCountsTheOthers() throws Exception {
    ScriptedProbe slow =
        ScriptedProbe.slow("slow").onReport(number -> cpuNanos.addAndGet(5 * MILLISECOND));
    Probing probing = limited(Schedule.every(100), slow);
    for (long step = 0; step < 5_001; step++) {
      step(probing, step);
      probing.await(Long.MAX_VALUE);
    }
    probing.finish(5_000, 5_001);
    assertThat(rows.stepsWith(slow.metric))
        .containsExactly(0L, 1000L, 1500L, 2000L, 2500L, 3000L, 3500L, 4000L, 4500L, 5000L);
    assertThat(rows.values(Metrics.PROBES_SKIPPED)).startsWith(0).endsWith(51 - 10);
    assertThat(rows.values(Metrics.PROBE_COST_RATIO)).hasSizeLessThan(10);
    // The last run's cost was not known in the row of its step.
    assertThat(rows.row(5_001).value(Metrics.PROBE_COST_RATIO)).isCloseTo(0.01, within(1e-4));
  }

  @Test
  void budget_costOfCapturing_countsToo() throws Exception {
    ScriptedProbe slow =
        ScriptedProbe.slow("slow").onCapture(number -> wallNanos.addAndGet(5 * MILLISECOND));
    Probing probing = limited(Schedule.every(1), slow);
    for (long step = 0; step < 5_000; step++) {
      step(probing, step);
      probing.await(Long.MAX_VALUE);
    }
    assertThat(slow.captured.get()).isBetween(9, 10);
  }

  @Test
  void ownShare_isNotTheListenersBudget() throws Exception {
    ScriptedProbe own =
        ScriptedProbe.slow("own").onReport(number -> cpuNanos.addAndGet(MILLISECOND));
    ScriptedProbe shared =
        ScriptedProbe.slow("shared").onReport(number -> cpuNanos.addAndGet(MILLISECOND));
    add(LIMITED, Schedule.parse("budget:10%"), own);
    add(LIMITED, null, shared);
    Probing probing = probing(LIMITED);
    for (long step = 0; step < 1_000; step++) {
      step(probing, step);
      probing.await(Long.MAX_VALUE);
    }
    assertThat(own.captured.get()).isBetween(98, 100);
    assertThat(shared.captured.get()).isBetween(9, 10);
    probing.finish(999, 1000);
    assertThat(rows.values(Metrics.PROBES_SKIPPED)).as("no points to miss").containsOnly(0);
  }

  @Test
  void places_fewerThanProbes_areTakenInTurns() throws Exception {
    CountDownLatch[] latch = {new CountDownLatch(1)};
    List<ScriptedProbe> probes = new ArrayList<>();
    for (int i = 0; i < 2 * ProbingThread.PLACES; i++) {
      probes.add(ScriptedProbe.slow("p" + i).onReport(number -> ScriptedProbe.open(latch[0])));
    }
    probes.forEach(probe -> add(LIMITED, Schedule.every(1), probe));
    Probing probing = probing(LIMITED);
    for (long step = 0; step < 2; step++) {
      latch[0] = new CountDownLatch(1);
      step(probing, step);
      latch[0].countDown();
      probing.await(Long.MAX_VALUE);
      probing.after(step); // all are free again
    }
    assertThat(probes).allSatisfy(probe -> assertThat(probe.captured).hasPositiveValue());
  }

  /** Whatever the schedules, budgets and delays: each metric's steps rise as they are written. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void rows_randomProbes_riseForEachMetricAndCarryTheirOwnStep(long seed) throws Exception {
    Random random = new Random(seed);
    long last = 300L + random.nextInt(300);
    Map<MetricName, List<Long>> capturedAt = new HashMap<>();
    AtomicLong present = new AtomicLong();
    rules = random.nextBoolean() ? rules.endingAt(last) : rules;
    for (int i = 0; i < 6; i++) {
      ScriptedProbe probe = new ScriptedProbe("p" + i, random.nextInt(3) == 0);
      List<Long> steps = new ArrayList<>();
      capturedAt.put(probe.metric, steps);
      long cost = random.nextInt(1_000_000);
      probe.onCapture(number -> steps.add(present.get()));
      probe.onReport(number -> cpuNanos.addAndGet(cost));
      add(
          random.nextBoolean() ? LIMITED : UNLIMITED,
          random.nextBoolean() ? Schedule.every(1 + random.nextInt(9)) : Schedule.parse("log:9"),
          probe);
    }
    Probing probing = probing(LIMITED);
    for (long step = 0; step <= last; step++) {
      present.set(step);
      step(probing, step);
    }
    present.set(last + 1);
    probing.captureLast(last, last + 1);
    probing.await(Long.MAX_VALUE);
    probing.finish(last, last + 1);
    capturedAt.forEach(
        (metric, steps) -> {
          assertThat(rows.stepsWith(metric)).isEqualTo(steps);
          assertThat(steps.get(steps.size() - 1)).isGreaterThanOrEqualTo(last);
          for (int i = 0; i < steps.size(); i++) {
            int number = i;
            assertThat(rows.rows())
                .filteredOn(row -> row.step() == steps.get(number))
                .singleElement()
                .satisfies(row -> assertThat(row.value(metric)).isEqualTo(number));
          }
        });
    for (MetricName metric :
        List.of(Metrics.PROBES_FAILED, Metrics.PROBES_SKIPPED, Metrics.PROBE_COST_RATIO)) {
      List<Long> steps = rows.stepsWith(metric);
      assertThat(steps).isSorted().doesNotHaveDuplicates().isNotEmpty();
    }
  }

  @Test
  void interruptedTraining_thatWouldWait_goesOnInterrupted() {
    CountDownLatch latch = new CountDownLatch(1);
    ScriptedProbe slow = ScriptedProbe.slow("slow").heldBy(latch);
    Probing probing = unlimited(Schedule.every(1), slow);
    Thread.currentThread().interrupt();
    steps(probing, 0, 50);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(slow.captured.get()).isBetween(4, 5);
    latch.countDown();
  }

  private void steps(Probing probing, long from, long to) {
    for (long step = from; step < to; step++) {
      step(probing, step);
    }
  }

  private void step(Probing probing, long step) {
    wallNanos.set(Math.max(wallNanos.get(), step * MILLISECOND));
    rows.step(step);
    probing.during(step, step == 0);
    rows.commit();
    probing.after(step);
  }

  private Probing limited(Schedule schedule, ScriptedProbe probe) {
    add(LIMITED, schedule, probe);
    return probing(LIMITED);
  }

  private Probing unlimited(Schedule schedule, ScriptedProbe probe) {
    add(UNLIMITED, schedule, probe);
    return probing(UNLIMITED);
  }

  private void add(Pace pace, @Nullable Schedule schedule, ScriptedProbe probe) {
    ProbeRequest request =
        schedule == null ? ProbeRequest.often(probe) : ProbeRequest.on(schedule, probe);
    scheduled.add(request.scheduled(probe, pace == LIMITED ? budget : null, wallNanos::get));
  }

  private Probing probing(Pace pace) {
    ProbingRules chosen = pace == LIMITED ? rules : rules.withoutBudget();
    return new Probing(
        new BoundProbes(scheduled, chosen, pace == LIMITED ? budget : null),
        rows,
        thread,
        wallNanos::get);
  }

  private static IntConsumer failingAt(int failing) {
    return number -> {
      if (number == failing) {
        throw new OutOfMemoryError("boom");
      }
    };
  }
}
