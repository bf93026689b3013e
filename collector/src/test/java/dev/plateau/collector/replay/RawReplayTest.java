package dev.plateau.collector.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plateau.collector.log.MemoryRuns;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunRecords;
import dev.plateau.collector.run.LedgerView;
import dev.plateau.collector.run.Outcome;
import dev.plateau.collector.run.RunPhase;
import dev.plateau.collector.run.RunView;
import dev.plateau.collector.run.Trainer;
import dev.plateau.protocol.Column;
import dev.plateau.protocol.Decoded;
import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.RunFinished;
import dev.plateau.protocol.StepBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the fold makes of a raw replay against what it made of the original. */
class RawReplayTest {
  private final FoldedOutlet outlet = new FoldedOutlet();
  private final Onlooker onlooker = new Onlooker();
  private final AtomicLong wall = new AtomicLong(1_800_000_000_000_000L);

  static List<Integer> seeds() {
    return IntStream.range(0, 60).boxed().toList();
  }

  private Replayed replay(MemoryRuns runs, Speed speed, StepRange range, ReplayWatch watch)
      throws IOException {
    RunEntry original = runs.find(RecordedRun.RUN);
    try (RunRecords records = runs.records(original)) {
      return replay(original, records, speed, range, watch);
    }
  }

  private Replayed replay(
      RunEntry original, RunRecords records, Speed speed, StepRange range, ReplayWatch watch)
      throws IOException {
    return RawReplay.of(
            new ReplayPlan(original, FoldedOutlet.RUN, speed, range),
            records,
            outlet,
            new FakeTicker(3, false),
            () -> wall.addAndGet(1000),
            watch)
        .run();
  }

  /** An attempt but for what names it: its session, its offsets. */
  private static List<String> attempts(RunView view) {
    return view.attempts().stream()
        .map(
            a ->
                "%d: %d-%d, superseded from %d, %d missing, %d dropped"
                    .formatted(
                        a.number(),
                        a.firstStep(),
                        a.lastStep(),
                        a.supersededFrom(),
                        a.missing(),
                        a.droppedSteps()))
        .toList();
  }

  private static List<String> events(MemoryRuns runs, String run) throws IOException {
    return runs.events(runs.find(run)).stream().map(RawReplayTest::told).toList();
  }

  private static String told(JsonNode event) {
    return event.path("kind").asText()
        + " attempt "
        + event.path("attempt").asText()
        + " step "
        + event.path("step").asText()
        + " onset "
        + event.path("onset_step").asText()
        + event.path("cause").asText();
  }

  private static void assertSameShape(MemoryRuns runs, MemoryRuns replays) throws IOException {
    RunView original = runs.view(RecordedRun.RUN);
    RunView view = replays.view("new");
    assertThat(attempts(view)).isEqualTo(attempts(original));
    assertThat(view.metrics()).isEqualTo(original.metrics());
    assertThat(view.lastStep()).isEqualTo(original.lastStep());
    LedgerView ledger = view.ledger();
    LedgerView expected = original.ledger();
    assertThat(ledger.totals().steps()).isEqualTo(expected.totals().steps());
    assertThat(ledger.totals().superseded()).isEqualTo(expected.totals().superseded());
    assertThat(ledger.totals().conflicts()).isEqualTo(expected.totals().conflicts());
    assertThat(ledger.totals().records(Outcome.DUPLICATE)).isZero();
    assertThat(ledger.missing()).isEqualTo(expected.missing());
    assertThat(view.tags()).containsEntry("replay_of", RecordedRun.RUN);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void replay_hasTheShapeOfTheOriginal(int seed) throws IOException {
    Random random = new Random(seed);
    MemoryRuns runs = RecordedRun.of(random, 1 + random.nextInt(4));
    Speed speed = random.nextBoolean() ? Speed.MAX : new Speed(1000);
    Replayed replayed = replay(runs, speed, StepRange.ALL, onlooker);

    assertSameShape(runs, outlet.runs);
    RunView original = runs.view(RecordedRun.RUN);
    RunView view = outlet.runs.view("new");
    List<String> told = events(runs, RecordedRun.RUN);
    if (original.phase().isEnd()) {
      assertThat(view.phase()).isEqualTo(original.phase());
      assertThat(view.endReason()).isEqualTo(original.endReason());
      assertThat(events(outlet.runs, "new")).isEqualTo(told);
      assertThat(replayed.end().remark()).isEmpty();
    } else {
      assertThat(view.phase()).isEqualTo(RunPhase.COMPLETED);
      assertThat(events(outlet.runs, "new"))
          .hasSize(told.size() + 1)
          .startsWith(told.toArray(new String[0]));
    }
    assertThat(outlet.runs.events(outlet.runs.find("new")))
        .as("nobody is told")
        .allMatch(event -> event.path("replay_of").asText().equals(RecordedRun.RUN));
    assertThat(view.ledger().totals().applied())
        .isEqualTo(original.ledger().totals().applied() + (original.phase().isEnd() ? 0 : 1));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void runWithoutSessions_staysOneAndIsKnownForAReplay(int seed) throws IOException {
    MemoryRuns runs = RecordedRun.unsequenced(new Random(seed));
    replay(runs, Speed.MAX, StepRange.ALL, onlooker);

    RunView original = runs.view(RecordedRun.RUN);
    RunView view = outlet.runs.view("new");
    assertThat(view.attempt()).isZero();
    assertThat(view.metrics()).isEqualTo(original.metrics());
    assertThat(view.ledger().totals().steps()).isEqualTo(original.ledger().totals().steps());
    assertThat(outlet.runs.events(outlet.runs.find("new")))
        .isNotEmpty()
        .allMatch(event -> event.path("replay_of").asText().equals(RecordedRun.RUN));
  }

  @Test
  void times_areThoseOfTheReplayWithTheOriginalsSpacing() throws IOException {
    Trainer trainer = new Trainer(RecordedRun.RUN, 1);
    MemoryRuns runs =
        new MemoryRuns()
            .add(trainer.started("e", 0))
            .add(trainer.losses(0, 50))
            .add(trainer.losses(50, 100))
            .add(trainer.finished(RunFinished.Outcome.COMPLETED));
    replay(runs, new Speed(0.5), StepRange.ALL, onlooker);
    for (Envelope envelope : outlet.said) {
      if (envelope.message() instanceof StepBatch batch) {
        assertThat(batch.timeMicros(0)).isGreaterThanOrEqualTo(1_800_000_000_000_000L);
        // A step took a millisecond.
        assertThat(batch.timeMicros(49)).isLessThanOrEqualTo(wall.get());
        if (batch.step(0) == 0) {
          assertThat(batch.timeMicros(40) - batch.timeMicros(39)).isLessThanOrEqualTo(2000);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void range_hasItsStepsOnlyAndNoHoles(int seed) throws IOException {
    Random random = new Random(seed);
    MemoryRuns runs = RecordedRun.of(random, 1 + random.nextInt(3));
    long last = runs.view(RecordedRun.RUN).lastStep();
    long from = random.nextLong(last);
    StepRange range = new StepRange(from, from + random.nextLong(last - from));
    Set<String> expected = values(runs, RecordedRun.RUN, range);
    if (expected.isEmpty()) {
      return;
    }
    replay(runs, Speed.MAX, range, onlooker);
    RunView view = outlet.runs.view("new");
    assertThat(values(outlet.runs, "new", StepRange.ALL)).isEqualTo(expected);
    assertThat(view.ledger().missing()).isZero();
    assertThat(view.ledger().totals().records(Outcome.DUPLICATE)).isZero();
    assertThat(view.phase().isEnd()).isTrue();
    assertThat(view.tags()).containsEntry("replay_of", RecordedRun.RUN);
  }

  /** All that was said of steps in the range, once. */
  private static Set<String> values(MemoryRuns runs, String run, StepRange range) {
    Set<String> values = new TreeSet<>();
    runs.all()
        .forEach(
            record -> {
              if (new String(record.key(), StandardCharsets.UTF_8).equals(run)
                  && record.decode() instanceof Decoded.Valid valid
                  && valid.envelope().message() instanceof StepBatch batch) {
                for (Column column : batch.columns()) {
                  for (int i = 0; i < column.size(); i++) {
                    long step = batch.step(column.row(i));
                    if (range.contains(step)) {
                      values.add(step + " " + column.name() + " " + column.value(i));
                    }
                  }
                }
              }
            });
    return values;
  }

  /** Else the tests above would compare nothing. */
  @Test
  void recordedRuns_haveAllThatCanGoWrong() throws IOException {
    long[] seen = new long[5];
    for (int seed : seeds()) {
      Random random = new Random(seed);
      RunView view = RecordedRun.of(random, 1 + random.nextInt(4)).view(RecordedRun.RUN);
      seen[0] += view.ledger().totals().duplicate();
      seen[1] += view.ledger().totals().superseded();
      seen[2] += view.ledger().missing();
      seen[3] += view.stabilizations().size();
      seen[4] += view.phase().isEnd() ? 0 : 1;
    }
    assertThat(seen).doesNotContain(0);
  }

  @Test
  void rangeWithoutSteps_leavesNoRunBehind() {
    MemoryRuns runs = RecordedRun.of(new Random(1), 3);
    assertThatThrownBy(
            () -> replay(runs, Speed.MAX, new StepRange(100_000, Long.MAX_VALUE), onlooker))
        .isInstanceOf(NothingToReplayException.class);
    assertThat(outlet.said).isEmpty();
  }

  @Test
  void recordThatCannotBeRead_isLeftOutAndCounted() throws IOException {
    Trainer trainer = new Trainer(RecordedRun.RUN, 1);
    MemoryRuns runs =
        new MemoryRuns()
            .add(trainer.started("e", 0))
            .add(RecordedRun.RUN, "no message".getBytes(StandardCharsets.UTF_8), null)
            .add(trainer.losses(0, 5));
    assertThat(replay(runs, Speed.MAX, StepRange.ALL, onlooker).unreadable()).isEqualTo(1);
    assertThat(outlet.runs.view("new").ledger().totals().malformed()).isZero();
  }

  @Test
  void stop_endsTheNewestAttemptAsStopped() throws IOException {
    MemoryRuns runs = RecordedRun.of(new Random(8), 3);
    Replayed replayed = replay(runs, Speed.MAX, StepRange.ALL, new Onlooker(500));
    RunView view = outlet.runs.view("new");
    assertThat(replayed.rows()).isGreaterThanOrEqualTo(500);
    assertThat(view.phase()).isEqualTo(RunPhase.STOPPED);
    assertThat(replayed.end().remark()).isEqualTo("Stopped before its end.");
  }

  @Test
  void logThatBreaksOff_isToldAndEndsTheNewRunAsFailed() throws IOException {
    MemoryRuns runs = RecordedRun.of(new Random(6), 1);
    RunEntry original = runs.find(RecordedRun.RUN);
    try (RunRecords records = BreakingRows.after(5, runs.records(original))) {
      assertThatThrownBy(() -> replay(original, records, Speed.MAX, StepRange.ALL, onlooker))
          .isInstanceOf(ReplayBrokeOffException.class)
          .hasMessageContaining("The broker went away. Run original was replayed up to step");
    }
    assertThat(outlet.closed).isTrue();
    assertThat(outlet.runs.view("new").phase()).isEqualTo(RunPhase.FAILED);
  }

  @Test
  void logThatBeginsLate_isReplayedFromThereAndKnownForAReplay() throws IOException {
    Trainer trainer = new Trainer(RecordedRun.RUN, 1);
    MemoryRuns runs =
        new MemoryRuns()
            .add(trainer.started("e", 0))
            .add(trainer.losses(0, 100))
            .add(trainer.losses(100, 200))
            .add(trainer.finished(RunFinished.Outcome.COMPLETED));
    runs.dropFirst(2);
    replay(runs, Speed.MAX, StepRange.ALL, onlooker);
    RunView view = outlet.runs.view("new");
    assertThat(onlooker.notes).hasSize(1);
    assertThat(view.tags()).containsEntry("replay_of", RecordedRun.RUN);
    assertThat(view.experiment()).isEqualTo("e");
    assertThat(view.phase()).isEqualTo(RunPhase.COMPLETED);
    assertThat(view.ledger().missing()).isZero();
    assertThat(view.ledger().totals().steps()).isEqualTo(100);
  }
}
