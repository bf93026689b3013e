package dev.plateau.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.Message;
import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.protocol.RunFinished;
import dev.plateau.protocol.RunFinished.Outcome;
import dev.plateau.protocol.RunId;
import dev.plateau.protocol.RunStarted;
import dev.plateau.protocol.StepBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RunPublisherTest {
  private static final AtomicInteger RUNS = new AtomicInteger();

  private final RunId run = new RunId("run-" + RUNS.incrementAndGet() + "-of-life");
  private final PublisherSettings settings =
      PublisherSettings.builder()
          .bootstrapServers("nowhere:9092")
          .runId(run)
          .linger(Duration.ofMillis(5))
          .build();

  @Test
  void run_completed_arrivesFromStartToEnd() {
    ScriptedSinks sinks = ScriptedSinks.willing(run);
    PublisherSettings fromEnvironment =
        settings.toBuilder()
            .experiment("of-the-settings")
            .runName("name of the settings")
            .tags(Map.of("seed", "1", "host", "alpha"))
            .build();
    RunDescription description =
        new RunDescription("mnist", "", Map.of("lr", "0.1"), Map.of("seed", "2"), 500, 7);
    try (RunPublisher publisher = RunPublisher.start(fromEnvironment, description, sinks)) {
      assertThat(publisher.runId()).isEqualTo(run);
      publish(publisher, 7, 500);
    }
    List<Envelope> accepted = sinks.accepted();
    RunStarted started = (RunStarted) accepted.get(0).message();
    assertThat(started)
        .isEqualTo(
            new RunStarted(
                "mnist",
                "name of the settings",
                Map.of("lr", "0.1"),
                Map.of("seed", "2", "host", "alpha"),
                started.startTimeMicros(),
                500,
                7));
    assertThat(Received.steps(accepted)).containsExactlyElementsOf(range(7, 500));
    assertThat(last(accepted)).isInstanceOf(RunFinished.class);
    RunFinished finished = (RunFinished) last(accepted);
    assertThat(finished.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(finished.droppedSteps()).isZero();
    assertSequencesFollow(accepted);
    long timeMicros = Received.batches(accepted).findFirst().orElseThrow().timeMicros(0);
    assertThat(timeMicros).isBetween(started.startTimeMicros(), finished.timeMicros());
  }

  @Test
  void delivery_failingAtRandom_losesAndReordersNothing() {
    ScriptedSinks sinks = ScriptedSinks.failing(run, 20);
    // The pauses after failures double from 0.1 s, but begin again at every frame that arrives.
    try (RunPublisher publisher = start(settings, sinks)) {
      for (int i = 0; i < 20; i++) {
        long frames = sinks.accepted().size();
        publish(publisher, 100L * i, 100L * (i + 1));
        Await.until("another frame arrived", () -> sinks.accepted().size() > frames);
      }
    }
    assertThat(Received.steps(firstOfEach(sinks.accepted())))
        .containsExactlyElementsOf(range(0, 2_000));
    assertNoHoleEver(sinks.accepted());
    assertThat(sinks.opened()).isGreaterThan(1).isEqualTo(sinks.closed());
  }

  @Test
  void buffersFull_kafkaTakesNothing_dropsAndNeverBlocks() {
    ScriptedSinks sinks = ScriptedSinks.holding(run);
    PublisherSettings small =
        settings.toBuilder()
            .ringBytes(128 << 10)
            .bufferBytes(1 << 20)
            .closeTimeout(Duration.ofSeconds(20))
            .build();
    long begun = 0;
    try (CapturedLog log = new CapturedLog(run.value())) {
      RunPublisher publisher = start(small, sinks);
      while (publisher.droppedSteps() < 10_000) {
        publish(publisher, begun, begun + 1_000);
        begun += 1_000;
      }
      Await.until("the drops are told", () -> !log.messages().isEmpty());
      publisher.stop();
      sinks.permit(Integer.MAX_VALUE);
      publisher.close();
      List<Long> steps = Received.steps(sinks.accepted());
      assertThat(steps).isSorted().doesNotHaveDuplicates();
      assertThat(steps.size() + publisher.droppedSteps()).isEqualTo(begun);
      RunFinished finished = (RunFinished) last(sinks.accepted());
      assertThat(finished.outcome()).isEqualTo(Outcome.STOPPED);
      assertThat(finished.droppedSteps()).isEqualTo(publisher.droppedSteps());
      List<Long> told = Received.batches(sinks.accepted()).map(StepBatch::droppedSteps).toList();
      assertThat(told).isSorted();
      assertThat(told.get(told.size() - 1)).isPositive();
      assertThat(log.messages()).hasSize(1).first().asString().contains("steps are being dropped");
    }
  }

  @Test
  void buffersFull_waitAllowed_losesNothing() {
    ScriptedSinks sinks = ScriptedSinks.holding(run);
    PublisherSettings patient =
        settings.toBuilder()
            .ringBytes(128 << 10)
            .bufferBytes(1 << 20)
            .maxWait(Duration.ofMinutes(1))
            .build();
    AtomicInteger published = new AtomicInteger();
    RunPublisher publisher = start(patient, sinks);
    Thread training =
        new Thread(
            () -> {
              for (int i = 0; i < 200; i++) {
                publish(publisher, 1_000L * i, 1_000L * (i + 1));
                published.incrementAndGet();
              }
            });
    training.start();
    Await.until("the training waits", () -> training.getState() == Thread.State.TIMED_WAITING);
    assertThat(published.get()).isLessThan(200);
    sinks.permit(Integer.MAX_VALUE);
    Await.until("all is published", () -> published.get() == 200);
    publisher.close();
    assertThat(Received.steps(sinks.accepted())).containsExactlyElementsOf(range(0, 200_000));
  }

  @Test
  void mark_rowsHeldBack_isReachedWhenTheLastOfThemIsAcknowledged() {
    ScriptedSinks sinks = ScriptedSinks.holding(run);
    sinks.permit(1);
    try (RunPublisher publisher = start(settings, sinks)) {
      DeliveryMark beginning = publisher.mark();
      assertThat(beginning.isReached()).isTrue();
      publish(publisher, 0, 10);
      DeliveryMark mark = publisher.mark();
      Await.until("the start is delivered", () -> sinks.accepted().size() == 1);
      assertThat(mark.isReached()).isFalse();
      sinks.permit(Integer.MAX_VALUE);
      Await.until("the rows are delivered", mark::isReached);
      assertThat(Received.steps(sinks.accepted())).containsExactlyElementsOf(range(0, 10));
    }
  }

  @Test
  void mark_rowDropped_isReachedOnlyWhenTheDropIsTold() {
    ScriptedSinks sinks = ScriptedSinks.willing(run);
    try (RunPublisher publisher = start(settings, sinks)) {
      publish(publisher, 0, 10);
      Await.until("all is delivered", publisher.mark()::isReached);
      publish(publisher, -1, 0);
      DeliveryMark mark = publisher.mark();
      assertThat(publisher.undeliveredSteps()).isZero();
      assertThat(mark.isReached()).isFalse();
      publish(publisher, 10, 11);
      Await.until("the next record tells of it", mark::isReached);
    }
  }

  @Test
  void close_kafkaTakesNothing_saysInOneLineWhatWasNotDelivered() {
    ScriptedSinks sinks = ScriptedSinks.holding(run);
    PublisherSettings hasty = settings.toBuilder().closeTimeout(Duration.ofMillis(100)).build();
    try (CapturedLog log = new CapturedLog(run.value())) {
      RunPublisher publisher = start(hasty, sinks);
      sinks.permit(1);
      publish(publisher, 0, 50);
      publisher.close();
      publisher.close();
      assertThat(log.messages())
          .containsExactly(
              "Run "
                  + run
                  + ": 50 of 50 steps and the end of the run were not delivered to Kafka within 0.1"
                  + " s, and 0 were dropped before");
    }
    assertThat(sinks.opened()).isEqualTo(sinks.closed());
  }

  @Test
  void steps_afterTheEnd_areDroppedWithOneWarning() {
    ScriptedSinks sinks = ScriptedSinks.willing(run);
    try (CapturedLog log = new CapturedLog(run.value())) {
      RunPublisher publisher = start(settings, sinks);
      publish(publisher, 0, 10);
      publisher.fail("loss is NaN");
      publisher.complete();
      publish(publisher, 10, 25);
      publisher.log(25, Map.of("loss", 1.0));
      publisher.close();
      publish(publisher, 26, 27);
      assertThat(publisher.droppedSteps()).isEqualTo(17);
      assertThat(Received.steps(sinks.accepted())).containsExactlyElementsOf(range(0, 10));
      RunFinished finished = (RunFinished) last(sinks.accepted());
      assertThat(finished.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(finished.reason()).isEqualTo("loss is NaN");
      assertThat(log.messages()).hasSize(1);
    }
  }

  @Test
  void misuse_ofAnyKind_neverThrowsAndLosesNothingElse() {
    ScriptedSinks sinks = ScriptedSinks.willing(run);
    MetricSlot foreign = new SlotTable().slot(Metrics.LOSS);
    RunPublisher publisher = start(settings, sinks);
    MetricSlot loss = publisher.slot(Metrics.LOSS);
    publisher.put(loss, 1);
    publisher.commit();
    publisher.step(-1);
    publisher.put(loss, 2);
    publisher.commit();
    publisher.step(1);
    publisher.step(2);
    publisher.put(foreign, 3);
    publisher.put(loss, 4);
    publisher.put(loss, 5);
    publisher.commit();
    Map<String, Double> metrics = new TreeMap<>(Map.of("", 6.0, "loss", 7.0, "a/b", 8.0));
    publisher.log(3, metrics);
    for (int i = 0; i < SlotTable.MAX_SLOTS + 10; i++) {
      publisher.log(4, Map.of("m" + i, 9.0));
    }
    publisher.close();
    assertThat(publisher.droppedSteps()).isEqualTo(2);
    List<StepBatch> batches = Received.batches(sinks.accepted()).toList();
    assertThat(batches.stream().mapToInt(StepBatch::size).sum())
        .isEqualTo(2 + SlotTable.MAX_SLOTS + 10);
    assertThat(value(batches, Metrics.LOSS)).containsExactly(5.0, 7.0);
    assertThat(value(batches, MetricName.of("a", "b"))).containsExactly(8.0);
    assertThat(batches.stream().flatMap(b -> b.columns().stream()).map(c -> c.name()).distinct())
        .hasSize(SlotTable.MAX_SLOTS);
  }

  @Test
  void disabled_anyUse_doesNothing() {
    PublisherSettings disabled = settings.toBuilder().mode(PublisherMode.DISABLED).build();
    try (RunPublisher publisher = RunPublisher.start(disabled, RunDescription.of("mnist"))) {
      assertThat(Thread.getAllStackTraces().keySet())
          .noneMatch(thread -> thread.getName().contains(run.value()));
      publish(publisher, 0, 10);
      publisher.log(10, Map.of("loss", 1.0));
      publisher.fail("");
      publish(publisher, 0, 10);
      assertThat(publisher.droppedSteps()).isZero();
    }
  }

  @Test
  void runId_notGiven_isMadeOfTheExperiment() {
    PublisherSettings anonymous =
        settings.toBuilder().runId(null).mode(PublisherMode.DISABLED).build();
    try (RunPublisher publisher = RunPublisher.start(anonymous, RunDescription.of("mnist"))) {
      assertThat(publisher.runId().value()).matches("mnist-\\d{8}T\\d{6}Z-[a-z0-9]{6}");
    }
    try (RunPublisher publisher = RunPublisher.start(anonymous, RunDescription.of(""))) {
      assertThat(publisher.runId().value()).startsWith("default-");
    }
  }

  private static RunPublisher start(PublisherSettings settings, ScriptedSinks sinks) {
    return RunPublisher.start(settings, RunDescription.of("mnist"), sinks);
  }

  private static void publish(RunPublisher publisher, long from, long to) {
    MetricSlot loss = publisher.slot(Metrics.LOSS);
    MetricSlot learningRate = publisher.slot(Metrics.LEARNING_RATE);
    for (long step = from; step < to; step++) {
      publisher.step(step);
      publisher.put(loss, 1.0 / (step + 1));
      publisher.put(learningRate, 0.1);
      publisher.commit();
    }
  }

  private static List<Long> range(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }

  private static Message last(List<Envelope> envelopes) {
    return envelopes.get(envelopes.size() - 1).message();
  }

  private static List<Double> value(List<StepBatch> batches, MetricName name) {
    return batches.stream()
        .flatMap(batch -> batch.columns().stream())
        .filter(column -> column.name().equals(name))
        .flatMap(c -> LongStream.range(0, c.size()).mapToObj(i -> c.value((int) i)))
        .toList();
  }

  private static void assertSequencesFollow(List<Envelope> envelopes) {
    assertThat(envelopes.stream().map(Received::sequence))
        .containsExactlyElementsOf(range(0, envelopes.size()));
  }

  /** What a collector keeps that knows the next expected sequence: duplicates are left out. */
  private static List<Envelope> firstOfEach(List<Envelope> envelopes) {
    List<Envelope> first = new ArrayList<>();
    for (Envelope envelope : envelopes) {
      if (Received.sequence(envelope) == first.size()) {
        first.add(envelope);
      }
    }
    return first;
  }

  private static void assertNoHoleEver(List<Envelope> envelopes) {
    long next = 0;
    for (Envelope envelope : envelopes) {
      assertThat(Received.sequence(envelope)).isLessThanOrEqualTo(next);
      next = Math.max(next, Received.sequence(envelope) + 1);
    }
  }
}
