package dev.plateau.collector.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plateau.collector.run.RunPhase;
import dev.plateau.collector.run.RunView;
import dev.plateau.collector.run.RunViews;
import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.Origin;
import dev.plateau.protocol.RunDeleted;
import dev.plateau.protocol.RunId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunTopologyTest {
  private final FoldDriver driver = new FoldDriver();

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void run_fromStartToEnd_isToldInViewsEventsAndRegistry() {
    Trainer trainer = new Trainer("r1", 1);
    driver.send(trainer.start());
    driver.send(trainer.steps(10));
    driver.send(trainer.finish());

    assertThat(driver.eventKinds()).containsExactly("attempt_began", "run_ended");
    RunView view = onlyView();
    assertThat(view.phase()).isEqualTo(RunPhase.COMPLETED);
    assertThat(view.lastStep()).isEqualTo(9);
    JsonNode entry = entry(driver.registry(), "r1");
    assertThat(entry.get("phase").asText()).isEqualTo("completed");
    assertThat(entry.get("step").asLong()).isEqualTo(9);
    assertThat(entry.get("ledger").get("applied").asLong()).isEqualTo(3);
  }

  @Test
  void registry_ofRunThatGoesOn_isWrittenOncePerPeriod() {
    Trainer trainer = new Trainer("r1", 1);
    driver.send(trainer.start());
    assertThat(driver.registryWrites()).as("it began").isEqualTo(1);

    for (int i = 0; i < 5; i++) {
      driver.send(trainer.steps(1));
    }
    assertThat(driver.registryWrites()).as("it goes on").isZero();

    driver.pass(RunProcessor.REGISTRY_PERIOD);
    Map<String, @Nullable JsonNode> written = driver.registry();
    assertThat(entry(written, "r1").get("step").asLong()).isEqualTo(4);

    driver.pass(RunProcessor.REGISTRY_PERIOD);
    assertThat(driver.registryWrites()).as("nothing came").isZero();
  }

  @Test
  void endedRun_isNewlyEndedForWhoFoldedItsEnd_andNotForWhoTakesOver() {
    Trainer trainer = new Trainer("r1", 1);
    driver.send(trainer.start());
    assertThat(driver.views.rows()).noneMatch(RunViews.Row::newlyEnded);
    driver.send(trainer.finish());
    assertThat(driver.views.rows()).singleElement().matches(RunViews.Row::newlyEnded);
    assertThat(driver.successor().rows())
        .singleElement()
        .matches(row -> row.view().phase() == RunPhase.COMPLETED)
        .matches(row -> !row.newlyEnded());
  }

  @Test
  void silentRun_caughtUp_isLostAfterAnHourThenForgottenAfterADay() {
    driver.send(new Trainer("r1", 1).start());
    driver.pass(Duration.ofMinutes(59));
    assertThat(driver.eventKinds()).containsExactly("attempt_began");

    driver.pass(Duration.ofMinutes(1));
    assertThat(driver.eventKinds()).containsExactly("run_lost");
    assertThat(onlyView().phase()).isEqualTo(RunPhase.LOST);
    assertThat(entry(driver.registry(), "r1").get("phase").asText()).isEqualTo("lost");
    assertThat(driver.views.exposed()).hasSize(1);

    driver.pass(Duration.ofMinutes(5));
    assertThat(driver.views.exposed()).isEmpty();
    assertThat(driver.views.rows()).hasSize(1);

    driver.pass(Duration.ofHours(24));
    assertThat(driver.views.rows()).isEmpty();
    assertThat(driver.registryWrites()).as("the entry stays").isZero();
  }

  @Test
  void silentRun_notCaughtUp_isNotLost() {
    driver.send(new Trainer("r1", 1).start());
    driver.fallBehind();

    driver.pass(Duration.ofHours(3));

    assertThat(onlyView().phase()).isEqualTo(RunPhase.DESCENDING);
    assertThat(driver.eventKinds()).containsExactly("attempt_began");
  }

  @Test
  void lateDuplicate_ofForgottenRun_doesNotBringItBack() {
    Trainer trainer = new Trainer("r1", 1);
    var start = trainer.start();
    driver.send(start);
    driver.send(trainer.finish());
    driver.pass(Duration.ofHours(24));
    assertThat(driver.views.rows()).isEmpty();

    driver.send(start);

    assertThat(driver.views.rows()).isEmpty();
    assertThat(driver.views.totals().duplicate()).isEqualTo(1);
  }

  @Test
  void deletedRun_leavesTableAndRegistry() {
    Trainer trainer = new Trainer("r1", 1);
    driver.send(trainer.start());
    driver.send(trainer.say(new RunDeleted()));

    assertThat(driver.views.rows()).isEmpty();
    assertThat(driver.registry()).containsEntry("r1", null);
  }

  @Test
  void deletedRun_forgottenByAgeBefore_leavesTheRegistryToo() {
    Trainer trainer = new Trainer("r1", 1);
    driver.send(trainer.start());
    driver.send(trainer.finish());
    driver.pass(Duration.ofHours(24));
    assertThat(entry(driver.registry(), "r1").get("phase").asText()).isEqualTo("completed");

    driver.send(new Envelope(new RunId("r1"), new Origin.Unsequenced(), new RunDeleted()));

    assertThat(driver.registry()).containsEntry("r1", null);
  }

  @Test
  void malformedRecord_withRunIdAsKey_isCountedForRunAndKeptWithItsReason() {
    driver.send(new Trainer("r1", 1).start());
    byte[] garbage = "{\"run\":\"r1\",\"step\":".getBytes(StandardCharsets.UTF_8);
    driver.send("r1", garbage);

    assertThat(onlyView().ledger().totals().malformed()).isEqualTo(1);
    assertThat(driver.views.totals().malformed()).isEqualTo(1);
    List<TestRecord<byte[], byte[]>> letters = driver.deadLetters();
    assertThat(letters).hasSize(1);
    TestRecord<byte[], byte[]> letter = letters.get(0);
    assertThat(letter.value()).isEqualTo(garbage);
    assertThat(letter.key()).isEqualTo("r1".getBytes(StandardCharsets.UTF_8));
    assertThat(header(letter, DeadLetter.REASON)).contains("not valid JSON");
    assertThat(header(letter, DeadLetter.KIND)).isEqualTo("NOT_JSON");
    assertThat(header(letter, DeadLetter.TOPIC)).isEqualTo("plateau.steps");
    assertThat(header(letter, DeadLetter.PARTITION)).isEqualTo("0");
    assertThat(header(letter, DeadLetter.OFFSET)).isEqualTo("1");
  }

  @Test
  void malformedRecord_withoutUsableKey_isCountedForPartitionOnly() {
    driver.send(null, new byte[] {1, 2, 3});
    driver.send("no run id", null);

    assertThat(driver.views.rows()).isEmpty();
    assertThat(driver.views.totals().malformed()).isEqualTo(2);
    assertThat(driver.deadLetters()).hasSize(2);
  }

  @Test
  void malformedRecord_asLargeAsABrokerTakes_isKeptInPart() {
    driver.send("k".repeat(500_000), new byte[500_000]);

    TestRecord<byte[], byte[]> letter = driver.deadLetters().get(0);
    assertThat(letter.key()).hasSize(DeadLetter.MAX_BYTES);
    assertThat(letter.value()).hasSize(DeadLetter.MAX_BYTES);
  }

  @Test
  void table_whenPartitionIsTakenAway_isEmpty() {
    driver.send(new Trainer("r1", 1).start());
    RunViews views = driver.views;
    assertThat(views.rows()).hasSize(1);

    driver.close();

    assertThat(views.rows()).isEmpty();
    assertThat(views.totals().received()).isZero();
  }

  private RunView onlyView() {
    assertThat(driver.views.rows()).hasSize(1);
    return driver.views.rows().get(0).view();
  }

  private static JsonNode entry(Map<String, @Nullable JsonNode> registry, String run) {
    JsonNode entry = registry.get(run);
    if (entry == null) {
      throw new AssertionError("no registry entry for " + run + " in " + registry);
    }
    return entry;
  }

  private static String header(TestRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
