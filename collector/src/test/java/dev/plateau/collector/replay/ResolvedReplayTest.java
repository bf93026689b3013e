package dev.plateau.collector.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plateau.collector.log.MemoryRuns;
import dev.plateau.collector.log.ResolvedRows;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunRows;
import dev.plateau.collector.run.RunPhase;
import dev.plateau.collector.run.RunView;
import dev.plateau.collector.run.Trainer;
import dev.plateau.protocol.RunFinished;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the fold makes of a replay against what it made of the original. */
class ResolvedReplayTest {
  private final FoldedOutlet outlet = new FoldedOutlet();
  private final Onlooker onlooker = new Onlooker();

  static List<Integer> seeds() {
    return IntStream.range(0, 40).boxed().toList();
  }

  private Replayed replay(MemoryRuns runs, Speed speed, StepRange range) throws IOException {
    return replay(runs, speed, range, onlooker);
  }

  private Replayed replay(MemoryRuns runs, Speed speed, StepRange range, ReplayWatch watch)
      throws IOException {
    RunEntry original = runs.find(RecordedRun.RUN);
    try (RunRows rows = ResolvedRows.open(runs, original)) {
      return ResolvedReplay.of(
              new ReplayPlan(original, FoldedOutlet.RUN, speed, range),
              rows,
              outlet,
              new FakeTicker(3, false),
              watch)
          .run();
    } finally {
      assertThat(outlet.closed).isTrue();
    }
  }

  /** Rows as text, times aside. */
  private static List<String> rows(MemoryRuns runs, String run) throws IOException {
    List<String> all = new ArrayList<>();
    try (RunRows rows = ResolvedRows.open(runs, runs.find(run))) {
      while (rows.advance()) {
        StringBuilder row = new StringBuilder(rows.step() + ":");
        List<String> values = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
          values.add(rows.metrics().get(rows.metric(i)) + "=" + rows.value(i));
        }
        values.sort(null);
        all.add(row.append(values).toString());
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void replay_hasTheRowsThatCountAndEndsAsTheOriginal(int seed) throws IOException {
    Random random = new Random(seed);
    MemoryRuns runs = RecordedRun.of(random, 1 + random.nextInt(4));
    Replayed replayed = replay(runs, Speed.parse("1000x"), StepRange.ALL);

    List<String> expected = rows(runs, RecordedRun.RUN);
    assertThat(rows(outlet.runs, "new")).isEqualTo(expected);
    assertThat(replayed.rows()).isEqualTo(expected.size());
    RunView original = runs.view(RecordedRun.RUN);
    RunView view = outlet.runs.view("new");
    assertThat(view.lastStep()).isEqualTo(original.lastStep()).isEqualTo(replayed.lastStep());
    // Of a metric whose last value was superseded the fold no longer has the one before; a replay
    // has.
    assertThat(view.metrics()).containsAll(original.metrics());
    assertThat(view.tags()).containsEntry("replay_of", RecordedRun.RUN).containsEntry("team", "a");
    assertThat(view.config()).isEqualTo(original.config());
    assertThat(view.name()).isEqualTo("A run (replay)");
    assertThat(view.plannedSteps()).isEqualTo(original.plannedSteps());
    assertThat(view.attempt()).isEqualTo(1);
    if (original.phase().isEnd()) {
      assertThat(view.phase()).isEqualTo(original.phase());
      assertThat(view.endReason()).isEqualTo(original.endReason());
      assertThat(replayed.end().remark()).isEmpty();
    } else {
      assertThat(view.phase()).isEqualTo(RunPhase.COMPLETED);
      assertThat(replayed.end().remark()).startsWith("Run original has not ended");
    }
  }

  /** Of a run that was never resumed the detector sees the very same. */
  @Test
  void replayOfOneAttempt_stabilizesWhereTheOriginalDid() throws IOException {
    long stabilizations = 0;
    for (int seed = 100; seed < 115; seed++) {
      MemoryRuns runs = RecordedRun.of(new Random(seed), 1);
      FoldedOutlet folded = new FoldedOutlet();
      RunEntry original = runs.find(RecordedRun.RUN);
      try (RunRows rows = ResolvedRows.open(runs, original)) {
        ResolvedReplay.of(
                new ReplayPlan(original, FoldedOutlet.RUN, Speed.MAX, StepRange.ALL),
                rows,
                folded,
                new FakeTicker(3, false),
                onlooker)
            .run();
      }
      assertThat(steps(folded.runs, "new")).isEqualTo(steps(runs, RecordedRun.RUN));
      stabilizations += steps(runs, RecordedRun.RUN).size();
    }
    assertThat(stabilizations).as("something to compare").isGreaterThan(10);
  }

  private static List<String> steps(MemoryRuns runs, String run) {
    return runs.view(run).stabilizations().stream()
        .map(
            s ->
                s.startStep()
                    + " "
                    + s.level()
                    + s.end().map(end -> " " + end.onsetStep() + " " + end.cause()).orElse(""))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void range_hasItsStepsOnlyAndIsCompletedWhereItIsCut(int seed) throws IOException {
    Random random = new Random(seed);
    MemoryRuns runs = RecordedRun.of(random, 1 + random.nextInt(3));
    long last = runs.view(RecordedRun.RUN).lastStep();
    long from = random.nextLong(last);
    StepRange range = new StepRange(from, from + random.nextLong(last - from));
    List<String> expected =
        rows(runs, RecordedRun.RUN).stream()
            .filter(row -> range.contains(Long.parseLong(row.substring(0, row.indexOf(':')))))
            .toList();
    if (expected.isEmpty()) {
      return;
    }
    Replayed replayed = replay(runs, Speed.MAX, range);
    assertThat(rows(outlet.runs, "new")).isEqualTo(expected);
    assertThat(outlet.runs.view("new").phase()).isEqualTo(RunPhase.COMPLETED);
    assertThat(replayed.end().remark())
        .isEqualTo("The replay is completed at --to-step " + range.to() + ", as asked.");
  }

  @Test
  void rangeWithoutSteps_leavesNoRunBehind() {
    MemoryRuns runs = RecordedRun.of(new Random(1), 1);
    long last = runs.view(RecordedRun.RUN).lastStep();
    assertThatThrownBy(() -> replay(runs, Speed.MAX, new StepRange(last + 1, Long.MAX_VALUE)))
        .isInstanceOf(NothingToReplayException.class)
        .hasMessage(
            "Run original has no step from %d on: its steps here are 0 to %d."
                .formatted(last + 1, last));
    assertThat(outlet.said).isEmpty();
  }

  @Test
  void runWithoutSteps_isRefused() {
    MemoryRuns runs = new MemoryRuns().add(new Trainer(RecordedRun.RUN, 1).started("e", 0));
    assertThatThrownBy(() -> replay(runs, Speed.MAX, StepRange.ALL))
        .hasMessage("Run original has no steps to replay.");
    assertThat(outlet.said).isEmpty();
  }

  @Test
  void lateValueBehindTheRange_isStillFound() throws IOException {
    Trainer trainer = new Trainer(RecordedRun.RUN, 1);
    MemoryRuns runs =
        new MemoryRuns()
            .add(trainer.started("e", 0))
            .add(trainer.losses(0, 100))
            .add(trainer.steps(50, 51, step -> java.util.Map.of("ntk_rank", 7.0)));
    Replayed replayed = replay(runs, Speed.MAX, new StepRange(40, 60));
    assertThat(replayed.rows()).isEqualTo(22);
    assertThat(rows(outlet.runs, "new")).contains("50:[ntk_rank=7.0]");
  }

  @Test
  void stop_endsTheNewRunAsStopped() throws IOException {
    MemoryRuns runs = RecordedRun.of(new Random(5), 1);
    Replayed replayed = replay(runs, Speed.MAX, StepRange.ALL, new Onlooker(17));
    assertThat(replayed.rows()).isEqualTo(17);
    assertThat(replayed.end().remark()).isEqualTo("Stopped before its end.");
    RunView view = outlet.runs.view("new");
    assertThat(view.phase()).isEqualTo(RunPhase.STOPPED);
    assertThat(rows(outlet.runs, "new")).isEqualTo(rows(runs, RecordedRun.RUN).subList(0, 17));
  }

  @Test
  void stopBeforeTheFirstRow_leavesNoRunBehind() throws IOException {
    MemoryRuns runs = RecordedRun.of(new Random(5), 1);
    Replayed replayed = replay(runs, Speed.MAX, StepRange.ALL, new Onlooker(0));
    assertThat(replayed.rows()).isZero();
    assertThat(outlet.said).isEmpty();
  }

  @Test
  void logThatBreaksOff_isToldWithWhatGoesOnFromThere() throws IOException {
    MemoryRuns runs = RecordedRun.of(new Random(6), 1);
    RunEntry original = runs.find(RecordedRun.RUN);
    try (RunRows rows = BreakingRows.after(30, ResolvedRows.open(runs, original))) {
      Replay replay =
          ResolvedReplay.of(
              new ReplayPlan(original, FoldedOutlet.RUN, Speed.MAX, StepRange.ALL),
              rows,
              outlet,
              new FakeTicker(3, false),
              onlooker);
      long last = lastStepOf(runs, 30);
      assertThatThrownBy(replay::run)
          .isInstanceOf(ReplayBrokeOffException.class)
          .hasMessage(
              "The broker went away. Run original was replayed up to step %d as new; 'plateau"
                  + " replay original --from-step %d' replays the rest.",
              last, last + 1);
    }
    RunView view = outlet.runs.view("new");
    assertThat(view.phase()).isEqualTo(RunPhase.FAILED);
    assertThat(view.endReason()).isEqualTo("the original could not be read on");
  }

  private static long lastStepOf(MemoryRuns runs, int rows) throws IOException {
    return rows(runs, RecordedRun.RUN).stream()
        .limit(rows)
        .mapToLong(row -> Long.parseLong(row.substring(0, row.indexOf(':'))))
        .max()
        .orElseThrow();
  }

  @Test
  void logThatBeginsLate_isToldWithTheFirstStepThatIsThere() throws IOException {
    Trainer trainer = new Trainer(RecordedRun.RUN, 1);
    MemoryRuns runs =
        new MemoryRuns()
            .add(trainer.started("e", 0))
            .add(trainer.losses(0, 100))
            .add(trainer.losses(100, 200))
            .add(trainer.finished(RunFinished.Outcome.COMPLETED));
    runs.dropFirst(2);
    Replayed replayed = replay(runs, Speed.MAX, StepRange.ALL);
    assertThat(onlooker.notes)
        .containsExactly(
            "The beginning of run original is no longer there: it is replayed from step 100 on.");
    assertThat(replayed.rows()).isEqualTo(100);
    assertThat(outlet.runs.view("new").tags()).containsEntry("replay_of", RecordedRun.RUN);
  }
}
