package dev.plateau.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plateau.protocol.Column;
import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Origin;
import dev.plateau.protocol.RunFinished;
import dev.plateau.protocol.RunId;
import dev.plateau.protocol.SessionId;
import dev.plateau.protocol.StepBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RecordPublisherTest {
  private final RunId run = new RunId("said-again");
  private final PublisherSettings settings =
      PublisherSettings.builder().bootstrapServers("nowhere:9092").build();

  private Envelope batch(long session, long sequence, int rows) {
    double[] values = new double[rows];
    StepBatch batch =
        new StepBatch(
            new long[rows],
            new long[rows],
            0,
            List.of(Column.dense(MetricName.of("loss"), values)),
            "");
    return new Envelope(run, new Origin.Sequenced(new SessionId(session, 1), sequence), batch);
  }

  /** Two sessions by turns, one with a hole, and rows without a session. */
  private List<Envelope> said() {
    List<Envelope> said = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      said.add(batch(i % 2, i, 1 + i % 5));
      said.add(new Envelope(run, new Origin.Unsequenced(), batch(1, i, 3).message()));
    }
    said.add(
        new Envelope(
            run,
            new Origin.Sequenced(new SessionId(1, 1), 777),
            new RunFinished(RunFinished.Outcome.STOPPED, "", 5, 0)));
    return said;
  }

  @Test
  void records_arriveAsTheyAreInTheirOrder() {
    ScriptedSinks sinks = ScriptedSinks.willing(run);
    List<Envelope> said = said();
    RecordPublisher publisher = RecordPublisher.start(settings, run, sinks);
    said.forEach(envelope -> assertThat(publisher.publish(envelope)).isTrue());
    publisher.close();
    assertThat(sinks.accepted()).isEqualTo(said);
    assertThat(publisher.undeliveredSteps()).isZero();
  }

  @Test
  void records_arriveThroughFailuresWithoutOvertakingEachOther() {
    ScriptedSinks sinks = ScriptedSinks.failing(run, 3);
    List<Envelope> said = said();
    RecordPublisher publisher =
        RecordPublisher.start(
            settings.toBuilder().closeTimeout(Duration.ofSeconds(50)).build(), run, sinks);
    said.forEach(publisher::publish);
    publisher.close();
    // Those that come again stand behind their first coming.
    assertThat(new LinkedHashSet<>(sinks.accepted()).stream().toList())
        .isEqualTo(new LinkedHashSet<>(said).stream().toList());
    assertThat(publisher.undeliveredSteps()).isZero();
  }

  @Test
  void recordsThatNobodyTakes_areCountedAsUndelivered() {
    ScriptedSinks sinks = ScriptedSinks.holding(run);
    RecordPublisher publisher =
        RecordPublisher.start(
            settings.toBuilder().closeTimeout(Duration.ofMillis(50)).build(), run, sinks);
    publisher.publish(batch(1, 0, 4));
    publisher.publish(batch(1, 1, 6));
    sinks.permit(1);
    publisher.close();
    assertThat(publisher.undeliveredSteps()).isEqualTo(6);
  }

  @Test
  void recordThatWaitsForRoom_isGivenUpWhenAsked() throws Exception {
    ScriptedSinks sinks = ScriptedSinks.holding(run);
    RecordPublisher publisher =
        RecordPublisher.start(
            settings.toBuilder().bufferBytes(1 << 20).closeTimeout(Duration.ofMillis(50)).build(),
            run,
            sinks);
    CompletableFuture<Integer> published =
        CompletableFuture.supplyAsync(
            () -> {
              int count = 0;
              while (publisher.publish(batch(1, count, 20_000))) {
                count++;
              }
              assertThat(Thread.currentThread().isInterrupted()).isFalse();
              return count;
            });
    Await.until("the buffer is full", () -> publisher.undeliveredSteps() >= 80_000);
    publisher.giveUp();
    int count = published.get(30, TimeUnit.SECONDS);
    publisher.close();
    assertThat(publisher.undeliveredSteps()).isEqualTo(20_000L * count);
  }

  @Test
  void recordOfAnotherRun_isRefused() {
    RecordPublisher publisher = RecordPublisher.start(settings, run, ScriptedSinks.willing(run));
    Envelope other =
        new Envelope(new RunId("other"), new Origin.Unsequenced(), batch(1, 0, 1).message());
    assertThatThrownBy(() -> publisher.publish(other))
        .hasMessage("a record of run other cannot be published as run said-again");
    publisher.close();
  }
}
