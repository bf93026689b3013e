package dev.plateau.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.protocol.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The queue on a consumer without a broker, at times that the test sets. */
class EventQueueTest {
  private static final TopicPartition EVENTS = new TopicPartition(Topics.EVENTS, 0);

  private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
  private long nanos = -5;
  private final EventQueue queue = new EventQueue(consumer, () -> nanos);

  @BeforeEach
  void assign() {
    consumer.setMaxPollRecords(1);
    consumer.updateBeginningOffsets(Map.of(EVENTS, 0L));
    consumer.rebalance(List.of(EVENTS));
  }

  private void write(long offset) {
    consumer.addRecord(new ConsumerRecord<>(Topics.EVENTS, 0, offset, "r", new byte[0]));
  }

  private Optional<Long> committed() {
    return Optional.ofNullable(consumer.committed(Set.of(EVENTS)).get(EVENTS))
        .map(offset -> offset.offset());
  }

  private ConsumerRecord<String, byte[]> next() {
    return queue.next().orElseThrow();
  }

  @Test
  void event_thatShallComeAgain_comesAfterItsTimeAndBlocksWhatIsBehindIt() {
    write(0);
    queue.again(next(), Duration.ofSeconds(2));
    // The mock has forgotten what it gave out; a broker has not.
    write(0);
    write(1);

    nanos += Duration.ofSeconds(2).toNanos() - 1;
    assertThat(queue.next()).isEmpty();
    assertThat(consumer.paused()).containsExactly(EVENTS);
    assertThat(committed()).isEmpty();

    nanos += 1;
    assertThat(next().offset()).isZero();
    assertThat(next().offset()).isEqualTo(1);
    assertThat(consumer.paused()).isEmpty();
  }

  @Test
  void event_isCommittedOnlyWhenItIsDone() {
    write(0);
    ConsumerRecord<String, byte[]> event = next();
    assertThat(committed()).isEmpty();
    queue.done(event);
    assertThat(committed()).hasValue(1L);
  }

  @Test
  void eventsPassedOver_areCommittedWhenNothingElseComes() {
    write(0);
    write(1);
    queue.passOver(next());
    queue.passOver(next());
    assertThat(committed()).isEmpty();
    assertThat(queue.next()).isEmpty();
    assertThat(committed()).hasValue(2L);
  }

  @Test
  void eventsPassedOver_areCommittedBeforeAnotherCollectorTakesOver_andAtTheEnd() {
    write(0);
    queue.passOver(next());
    consumer.rebalance(List.of());
    consumer.rebalance(List.of(EVENTS));
    assertThat(committed()).hasValue(1L);

    write(1);
    queue.passOver(next());
    queue.wakeUp();
    queue.close();
    assertThat(consumer.closed()).isTrue();
  }
}
