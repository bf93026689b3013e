package dev.plateau.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.plateau.protocol.RunId;
import dev.plateau.protocol.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KafkaFrameSinkTest {
  private static final RunId RUN = new RunId("r1");

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final KafkaFrameSink sink = new KafkaFrameSink(RUN, producer, () -> {});
  private final List<Long> acknowledged = new CopyOnWriteArrayList<>();

  @Test
  void frames_allAcknowledged_areSentInOrderWithTheRunAsKey() throws Exception {
    CompletableFuture<@Nullable Throwable> delivery = deliver(0, 3);
    Await.until("all are sent", () -> producer.history().size() == 3);
    assertThat(acknowledged).isEmpty();
    for (int i = 0; i < 3; i++) {
      long expected = i;
      producer.completeNext();
      Await.until("one more is acknowledged", () -> acknowledged.contains(expected));
    }
    assertThat(delivery.get(30, TimeUnit.SECONDS)).isNull();
    assertThat(acknowledged).containsExactly(0L, 1L, 2L);
    assertThat(producer.history()).allSatisfy(this::hasKeyAndTopic);
    assertThat(producer.history()).map(record -> (int) record.value()[0]).containsExactly(0, 1, 2);
    sink.close();
    assertThat(producer.closed()).isTrue();
  }

  private void hasKeyAndTopic(ProducerRecord<byte[], byte[]> sent) {
    assertThat(sent.topic()).isEqualTo(Topics.STEPS);
    assertThat(sent.partition()).isNull();
    assertThat(sent.key()).isEqualTo("r1".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void frames_oneFails_producerIsClosedBeforeTheNextCanBeSent() throws Exception {
    CompletableFuture<@Nullable Throwable> delivery = deliver(0, 3);
    Await.until("all are given to the producer", () -> producer.history().size() == 3);
    producer.completeNext();
    RuntimeException refusal = new TopicAuthorizationException(Topics.STEPS);
    producer.errorNext(refusal);
    assertThat(producer.closed()).isTrue();
    Throwable failure = delivery.get(30, TimeUnit.SECONDS);
    assertThat(failure).isInstanceOf(DeliveryException.class);
    assertThat(((DeliveryException) failure).reason()).isSameAs(refusal);
    assertThat(acknowledged).containsExactly(0L);
  }

  @Test
  void frames_sendingFailsAtOnce_nothingMoreIsSent() throws Exception {
    producer.sendException = new TimeoutException("no metadata");
    Throwable failure = deliver(0, 3).get(30, TimeUnit.SECONDS);
    assertThat(failure).isInstanceOf(DeliveryException.class);
    assertThat(((DeliveryException) failure).reason()).isSameAs(producer.sendException);
    assertThat(producer.history()).isEmpty();
    assertThat(acknowledged).isEmpty();
  }

  @Test
  void deliver_interrupted_saysSo() throws Exception {
    List<Throwable> thrown = new CopyOnWriteArrayList<>();
    Thread sender =
        new Thread(
            () -> thrown.add(catchThrowable(() -> sink.deliver(frames(0, 1), acknowledged::add))));
    sender.start();
    Await.until("the sender waits", () -> sender.getState() == Thread.State.TIMED_WAITING);
    sender.interrupt();
    sender.join(30_000);
    assertThat(thrown).hasSize(1).first().isInstanceOf(InterruptedException.class);
  }

  private CompletableFuture<@Nullable Throwable> deliver(int from, int to) {
    return CompletableFuture.supplyAsync(
        () -> catchThrowable(() -> sink.deliver(frames(from, to), acknowledged::add)));
  }

  private static List<Frame> frames(int from, int to) {
    List<Frame> frames = new ArrayList<>();
    for (int i = from; i < to; i++) {
      frames.add(new Frame(i, 1, 0, new byte[] {(byte) i}));
    }
    return frames;
  }
}
