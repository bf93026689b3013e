package dev.plateau.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plateau.collector.EventReceiver;
import dev.plateau.collector.embedded.EmbeddedBroker;
import dev.plateau.collector.log.LogUnavailableException;
import dev.plateau.collector.topology.PlateauTopics;
import dev.plateau.protocol.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real broker, a real receiver, and events that the test writes. */
@Timeout(120)
class NotifierTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir static Path temp;
  private static EmbeddedBroker broker;

  private EventReceiver receiver;
  private EventWriter events;
  private volatile Instant now = NOW;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = EmbeddedBroker.start(temp, 0);
    PlateauTopics.ensure(broker.bootstrapServers(), Map.of(), OptionalInt.of(1), PATIENCE);
  }

  @AfterAll
  static void stopBroker() throws Exception {
    broker.close();
  }

  @BeforeEach
  void start() throws Exception {
    receiver = EventReceiver.start();
    events = new EventWriter(broker.bootstrapServers());
  }

  /** Each test is the first that this broker sees of a webhook. */
  @AfterEach
  void stop() throws Exception {
    events.close();
    receiver.close();
    try (Admin admin = admin()) {
      if (admin.listGroups().all().get(30, TimeUnit.SECONDS).stream()
          .anyMatch(group -> group.groupId().equals(EventQueue.GROUP))) {
        admin.deleteConsumerGroups(List.of(EventQueue.GROUP)).all().get(30, TimeUnit.SECONDS);
      }
    }
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  private Notifier notifier(String instance) throws Exception {
    return Notifier.start(
        broker.bootstrapServers(),
        Map.of(),
        instance,
        new WebhookSettings(WebhookUrl.parse(receiver.url()), Duration.ofHours(1)),
        () -> now);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain");
      }
      Thread.sleep(5);
    }
  }

  /** Waits until the group will not ask for anything again that was written until now. */
  private static void awaitAllCommitted() throws Exception {
    try (Admin admin = admin()) {
      TopicPartition partition = new TopicPartition(Topics.EVENTS, 0);
      long end =
          admin
              .listOffsets(Map.of(partition, org.apache.kafka.clients.admin.OffsetSpec.latest()))
              .partitionResult(partition)
              .get(30, TimeUnit.SECONDS)
              .offset();
      await(
          () -> {
            try {
              var offset =
                  admin
                      .listConsumerGroupOffsets(EventQueue.GROUP)
                      .partitionsToOffsetAndMetadata()
                      .get(30, TimeUnit.SECONDS)
                      .get(partition);
              return offset != null && offset.offset() >= end;
            } catch (Exception e) {
              throw new AssertionError(e);
            }
          });
    }
  }

  @Test
  void events_whileAllIsWell_areToldOnceInOrder_andTheOthersNever() throws Exception {
    try (Notifier notifier = notifier("a")) {
      List<String> told = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        events.began("began" + i, NOW);
        events.failed("failed" + i, NOW);
        events.replayFailed("replay" + i, NOW);
        told.add("failed" + i);
      }
      receiver.await(20);
      awaitAllCommitted();
      assertThat(receiver.ids()).containsExactlyElementsOf(told);
      assertThat(notifier.delivered()).isEqualTo(20);
      assertThat(notifier.skipped()).as("replayed").isEqualTo(20);
      assertThat(notifier.refused()).isZero();
      assertThat(notifier.retries()).isZero();
    }
  }

  @Test
  void firstStart_tellsNothingFromBefore_andAllFromTheMomentItIsStarted() throws Exception {
    events.failed("before", NOW);
    try (Notifier notifier = notifier("a")) {
      // It has no partition yet.
      events.failed("after", NOW);
      receiver.await(1);
      awaitAllCommitted();
      assertThat(receiver.ids()).containsExactly("after");
      assertThat(notifier.delivered()).isEqualTo(1);
    }
  }

  @Test
  void secondStart_tellsWhatWasWrittenMeanwhile_andNothingTwice() throws Exception {
    try (Notifier notifier = notifier("a")) {
      events.failed("first", NOW);
      await(() -> notifier.delivered() == 1);
      awaitAllCommitted();
    }
    events.failed("meanwhile", NOW);
    try (Notifier notifier = notifier("a")) {
      await(() -> notifier.delivered() == 1);
      assertThat(receiver.ids()).containsExactly("first", "meanwhile");
    }
  }

  @Test
  void failure_isTriedAgainUntilItIsTaken_beforeTheNextEvent() throws Exception {
    receiver.answerNext(500, 429, 200);
    try (Notifier notifier = notifier("a")) {
      events.failed("first", NOW);
      events.failed("second", NOW);
      await(() -> notifier.delivered() == 2);
      assertThat(receiver.ids()).containsExactly("first", "first", "first", "second");
      assertThat(notifier.retries()).isEqualTo(2);
    }
  }

  @Test
  void refusal_isNotTriedAgain_andHoldsUpNobody() throws Exception {
    receiver.answerNext(400, 200);
    try (Notifier notifier = notifier("a")) {
      events.failed("first", NOW);
      events.failed("second", NOW);
      await(() -> notifier.delivered() == 1);
      assertThat(receiver.ids()).containsExactly("first", "second");
      assertThat(notifier.refused()).isEqualTo(1);
      assertThat(notifier.retries()).isZero();
    }
  }

  @Test
  void unreadableEvent_holdsUpNobody() throws Exception {
    try (Notifier notifier = notifier("a")) {
      events.write("no JSON");
      events.write("{\"kind\":\"run_lost\"}");
      events.write("[]");
      events.failed("readable", NOW);
      await(() -> notifier.delivered() == 1);
      assertThat(notifier.skipped()).isEqualTo(3);
    }
  }

  @Test
  void event_thatWasNeverCommitted_isNotTold() throws Exception {
    try (Notifier notifier = notifier("a")) {
      events.failedInAbortedTransaction("aborted", NOW);
      events.failed("committed", NOW);
      await(() -> notifier.delivered() == 1);
      assertThat(receiver.ids()).containsExactly("committed");
    }
  }

  @Test
  void receiver_thatIsAwayForAWhile_getsAllOnceItIsBack() throws Exception {
    int port = receiver.port();
    try (Notifier notifier = notifier("a")) {
      receiver.close();
      for (int i = 0; i < 5; i++) {
        events.failed("id" + i, NOW);
      }
      await(() -> notifier.retries() >= 2);
      receiver = EventReceiver.start(port);
      await(() -> notifier.delivered() == 5);
      assertThat(receiver.ids()).containsExactly("id0", "id1", "id2", "id3", "id4");
    }
  }

  @Test
  void event_thatGrowsOldWhileTheReceiverIsAway_isSkippedAndCounted() throws Exception {
    receiver.answerNext(503);
    try (Notifier notifier = notifier("a")) {
      events.failed("old", NOW);
      await(() -> notifier.retries() == 1);
      now = NOW.plus(Duration.ofHours(2));
      events.failed("young", now);
      await(() -> notifier.delivered() == 1);
      assertThat(receiver.ids()).containsExactly("old", "young");
      assertThat(notifier.skipped()).isEqualTo(1);
    }
  }

  @Test
  void close_whileAReceiverHangs_doesNotWaitForIt_andTheEventIsToldNextTime() throws Exception {
    receiver.answerNext(EventReceiver.HANG);
    Notifier hanging = notifier("a");
    events.failed("hung", NOW);
    receiver.await(1);
    hanging.close();
    assertThat(hanging.delivered()).isZero();
    assertThat(hanging.retries()).isZero();

    try (Notifier next = notifier("a")) {
      await(() -> next.delivered() == 1);
      assertThat(receiver.ids()).containsExactly("hung", "hung");
    }
  }

  @Test
  void severalCollectors_tellEachEventOnce_andTakeOverWhenOneStops() throws Exception {
    Notifier first = notifier("a");
    try (Notifier second = notifier("b")) {
      for (int i = 0; i < 10; i++) {
        events.failed("id" + i, NOW);
      }
      await(() -> first.delivered() + second.delivered() == 10);
      awaitAllCommitted();
      assertThat(receiver.ids()).hasSize(10);
      assertThat(new HashSet<>(receiver.ids())).hasSize(10);

      first.close();
      events.failed("id10", NOW);
      await(() -> receiver.ids().contains("id10"));
    } finally {
      first.close();
    }
  }

  @Test
  void broker_withoutTheTopic_isRefusedInOneSentence() throws Exception {
    try (EmbeddedBroker bare = EmbeddedBroker.start(temp.resolve("bare"), 0)) {
      assertThatThrownBy(
              () -> EventQueue.open(bare.bootstrapServers(), Map.of(), "a", Duration.ofMillis(300)))
          .isInstanceOf(LogUnavailableException.class)
          .hasMessageContaining(bare.bootstrapServers())
          .hasMessageContaining("--webhook");
    }
  }
}
