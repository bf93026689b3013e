package dev.plateau.collector.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plateau.collector.log.RunRecord;
import dev.plateau.collector.run.RecordPosition;
import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.Message;
import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Origin;
import dev.plateau.protocol.RunDeleted;
import dev.plateau.protocol.RunFinished;
import dev.plateau.protocol.RunId;
import dev.plateau.protocol.RunStarted;
import dev.plateau.protocol.SessionId;
import dev.plateau.protocol.StepBatchBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogPassTest {
  private static final long MINUTE = 60_000_000;

  private final LiveCollector live = new LiveCollector(0);
  private final Map<String, Long> sequences = new HashMap<>();
  private final List<Passed<Verification>> passed = new ArrayList<>();
  private long readAtMicros = Long.MAX_VALUE;

  private void say(String run, long session, Message message) {
    long sequence = sequences.merge(run + session, 1L, Long::sum) - 1;
    live.append(
        new Envelope(
            new RunId(run), new Origin.Sequenced(new SessionId(session, 7), sequence), message));
    live.passMillis(50);
  }

  private void start(String run, long session) {
    say(run, session, new RunStarted("exp", "", Map.of(), Map.of(), 1, 0, 0));
  }

  private void steps(String run, long session, long from, long to) {
    StepBatchBuilder rows = new StepBatchBuilder();
    for (long step = from; step < to; step++) {
      rows.row(step, 1000 * step);
      rows.value(rows.column(new MetricName("loss", "")), 1.0 / (step + 1));
    }
    say(run, session, rows.build(0, ""));
  }

  private void finish(String run, long session) {
    say(run, session, new RunFinished(RunFinished.Outcome.COMPLETED, "", 1, 0));
  }

  private void delete(String run) {
    live.append(new Envelope(new RunId(run), new Origin.Unsequenced(), new RunDeleted()));
  }

  private void train(String run) {
    start(run, 1);
    steps(run, 1, 0, 10);
    steps(run, 1, 10, 20);
    finish(run, 1);
  }

  private LogPass<Verification> pass() {
    RunVerifier.Settings settings =
        new RunVerifier.Settings(LiveCollector.LIFE.listedAfterEnd(), readAtMicros);
    return new LogPass<>(
        live.log,
        (run, entry, events) -> new RunVerifier(run, entry, events, settings),
        (fraction, records) -> {});
  }

  private long all() throws IOException {
    return pass().all(passed::add);
  }

  private Verification whole(int i) {
    assertThat(passed.get(i)).isInstanceOf(Passed.Whole.class);
    return ((Passed.Whole<Verification>) passed.get(i)).result();
  }

  @Test
  void all_ofManyRuns_readsTheLogOnce() throws IOException {
    for (int i = 0; i < 20; i++) {
      train("r" + i);
    }
    all();
    assertThat(passed).hasSize(20).allMatch(run -> run instanceof Passed.Whole);
    assertThat(live.log.passes).isOne();
    assertThat(live.log.singleReadings).isZero();
  }

  @Test
  void one_readsThatRunAlone() throws IOException {
    train("r1");
    train("r2");
    passed.add(pass().one("r1"));
    assertThat(whole(0).isIdentical()).isTrue();
    assertThat(whole(0).records()).isEqualTo(4);
    assertThat(live.log.passes).isZero();
  }

  @Test
  void records_onAnotherPartition_areSaidNotToBeFoldedWithTheRest() throws IOException {
    train("r1");
    train("r2");
    RunRecord first = live.log.records.get(1);
    RecordPosition elsewhere = new RecordPosition(3, 0, first.at().appendTimeMicros());
    live.log.records.add(new RunRecord(elsewhere, first.key(), first.value(), null));
    all();
    assertThat(passed).contains(new Passed.Scattered<>("r1", 3));
    assertThat(passed).hasSize(3);
    assertThat(whole(0).isIdentical()).isTrue();
  }

  @Test
  void recordsOnTwoPartitions_ofARunWithoutEntry_areToldOnce() throws IOException {
    train("r1");
    delete("r1");
    for (int offset = 0; offset < 2; offset++) {
      RunRecord record = live.log.records.get(offset);
      RecordPosition elsewhere = new RecordPosition(3, offset, record.at().appendTimeMicros());
      live.log.records.add(new RunRecord(elsewhere, record.key(), record.value(), null));
    }
    all();
    assertThat(whole(0).differences()).isEmpty();
    assertThat(passed).hasSize(2).endsWith(new Passed.Scattered<>("r1", 3));
  }

  @Test
  void runWhoseBeginningIsGone_isSaidToBeginWhereItsDataDoes() throws IOException {
    train("r1");
    train("r2");
    live.log.records.subList(0, 2).clear();
    live.log.beginsLate = true;
    all();
    assertThat(passed.get(0)).isEqualTo(new Passed.BeginsLate<>("r1", 10));
    assertThat(whole(1).isIdentical()).isTrue();
    assertThat(pass().one("r1")).isEqualTo(new Passed.BeginsLate<>("r1", 10));
  }

  @Test
  void runThatIsGoneWholly_isSaidToBeginNowhere() throws IOException {
    train("r1");
    train("r2");
    live.log.records.subList(0, 4).clear();
    live.log.beginsLate = true;
    all();
    assertThat(passed).contains(new Passed.BeginsLate<>("r1", -1));
    assertThat(passed).hasSize(2);
  }

  @Test
  void recordTakenOutAtTheBeginning_ofALogThatDroppedNothing_isADifference() throws IOException {
    train("r1");
    live.log.records.remove(0);
    all();
    assertThat(whole(0).isIdentical()).isFalse();
    assertThat(whole(0).isComplete()).isFalse();
  }

  @Test
  void eventsOfARunThatNeverWas_areNotFounded() throws IOException {
    train("r1");
    live.log.events.put("ghost", List.copyOf(live.log.events.getOrDefault("r1", List.of())));
    all();
    assertThat(passed).hasSize(2);
    assertThat(whole(1).run()).isEqualTo("ghost");
    assertThat(whole(1).differences())
        .hasSize(2)
        .allMatch(difference -> difference instanceof Difference.EventNotFounded);
  }

  @Test
  void entryOfARunThatNeverWas_isNotFounded() throws IOException {
    train("r1");
    ObjectNode entry = live.log.find("r1").json().deepCopy();
    live.log.registry.put("ghost", entry.put("run", "ghost"));
    all();
    assertThat(whole(1).differences()).containsExactly(new Difference.EntryNotFounded());
  }

  @Test
  void garbageOfNoRun_isOnlyCounted() throws IOException {
    train("r1");
    live.append("never-begun", new byte[] {7, 7});
    live.append("not a run id", new byte[] {7});
    assertThat(all()).isEqualTo(2);
    assertThat(passed).hasSize(1);
  }

  @Test
  void runThatWasDeletedAndCameBack_isIdenticalAloneToo() throws IOException {
    train("r1");
    train("r2");
    delete("r1");
    start("r1", 2);
    steps("r1", 2, 0, 10);
    live.pass(11);
    all();
    assertThat(whole(0).differences()).isEmpty();
    passed.set(1, pass().one("r1"));
    assertThat(whole(1)).isEqualTo(whole(0));
  }

  @Test
  void deletedRun_isIdenticalWithoutAnEntry() throws IOException {
    start("r1", 1);
    sequences.merge("r11", 5L, Long::sum);
    steps("r1", 1, 0, 10);
    delete("r1");
    all();
    assertThat(whole(0).differences()).isEmpty();
    assertThat(whole(0).isComplete()).as("nobody misses a deleted run's records").isTrue();
  }

  @Test
  void whatNoCollectorFoldedYet_isPendingForAMinuteAndThenNotRecorded() throws IOException {
    start("r1", 1);
    steps("r1", 1, 0, 10);
    live.pass(11);
    live.leave();
    finish("r1", 1);
    readAtMicros = live.nowMicros;
    all();
    assertThat(whole(0).isIdentical()).isTrue();
    assertThat(whole(0).pendingEvents()).isOne();
    assertThat(whole(0).newerRecords()).isOne();

    readAtMicros = live.nowMicros + 2 * MINUTE;
    all();
    assertThat(whole(1).differences())
        .hasSize(1)
        .allMatch(difference -> difference instanceof Difference.EventNotRecorded);
  }

  @Test
  void recordsNewerThanTheEntry_ofARunThatGoesOn_areNoDifference() throws IOException {
    start("r1", 1);
    steps("r1", 1, 0, 10);
    live.pass(11);
    steps("r1", 1, 10, 20);
    steps("r1", 1, 20, 30);
    all();
    assertThat(whole(0).differences()).isEmpty();
    assertThat(whole(0).newerRecords()).isEqualTo(2);
  }

  @Test
  void entryThatIsOlderThanARecordedEvent_isOutdated() throws IOException {
    start("r1", 1);
    steps("r1", 1, 0, 10);
    live.pass(11);
    var older = live.log.find("r1").json();
    finish("r1", 1);
    live.log.registry.put("r1", older);
    all();
    assertThat(whole(0).differences())
        .hasSize(1)
        .allMatch(difference -> difference instanceof Difference.EntryOutdated);
  }

  @Test
  void endedRun_rememberedThroughALongPause_isIdentical() throws IOException {
    train("r1");
    live.leave();
    live.pass(1000);
    steps("r1", 1, 20, 30);
    live.comeBack();
    live.pass(11);
    all();
    assertThat(whole(0).differences()).isEmpty();
  }

  @Test
  void endedRun_forgottenInALongPause_isIdentical() throws IOException {
    train("r1");
    live.pass(1000);
    steps("r1", 1, 20, 30);
    live.pass(11);
    all();
    assertThat(whole(0).differences()).isEmpty();
    assertThat(live.log.find("r1").json().path("ledger").path("received").asLong()).isOne();
  }

  @Test
  void runThatWasLostAndCameBack_isIdentical_andItsLossIsNoInventedEvent() throws IOException {
    start("r1", 1);
    live.pass(30);
    steps("r1", 1, 0, 10);
    live.pass(11);
    all();
    assertThat(whole(0).differences()).isEmpty();
    assertThat(live.log.events.get("r1"))
        .extracting(event -> event.path("kind").asText())
        .containsExactly("attempt_began", "run_lost", "run_revived");
  }
}
