package dev.plateau.publisher;

import dev.plateau.protocol.RunId;
import dev.plateau.protocol.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Sends frames as records of {@link Topics#STEPS}, keyed by the run's id, through a producer that
 * has one request under way at a time. At the first record that fails the producer is closed within
 * its own callback, before it can send the next one: the topic never holds a frame whose
 * predecessor it does not hold.
 */
final class KafkaFrameSink implements FrameSink {
  private static final Duration SILENCE = Duration.ofSeconds(10);
  private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(500);

  private final byte[] key;
  private final Producer<byte[], byte[]> producer;
  private final Runnable silent;
  private final AtomicBoolean failed = new AtomicBoolean();

  /**
   * @param producer closed with this sink
   * @param silent called when nothing was acknowledged for long
   */
  KafkaFrameSink(RunId run, Producer<byte[], byte[]> producer, Runnable silent) {
    this.key = run.value().getBytes(StandardCharsets.UTF_8);
    this.producer = producer;
    this.silent = silent;
  }

  @Override
  public void deliver(List<Frame> frames, LongConsumer acknowledged)
      throws DeliveryException, InterruptedException {
    try {
      List<Future<RecordMetadata>> sent = new ArrayList<>(frames.size());
      for (Frame frame : frames) {
        if (failed.get()) {
          break;
        }
        sent.add(
            producer.send(new ProducerRecord<>(Topics.STEPS, key, frame.value()), this::completed));
      }
      for (int i = 0; i < sent.size(); i++) {
        await(sent.get(i));
        acknowledged.accept(frames.get(i).sequence());
      }
    } catch (InterruptException e) {
      throw interrupted(e);
    } catch (ExecutionException e) {
      throw new DeliveryException(e.getCause() == null ? e : e.getCause());
    } catch (KafkaException | IllegalStateException e) {
      throw new DeliveryException(e);
    }
  }

  private void await(Future<RecordMetadata> sent) throws ExecutionException, InterruptedException {
    try {
      sent.get(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      silent.run();
      sent.get();
    }
  }

  /** Runs on the producer's thread, or on the sender's where sending failed at once. */
  private void completed(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
    if (failure != null && failed.compareAndSet(false, true)) {
      producer.close(Duration.ZERO);
    }
  }

  /** Kafka's own exception leaves the thread's flag set; ours is cleared when it is thrown. */
  private static InterruptedException interrupted(InterruptException e) {
    Thread.interrupted();
    InterruptedException interrupted = new InterruptedException();
    interrupted.initCause(e);
    return interrupted;
  }

  @Override
  public void close() {
    try {
      producer.close(failed.get() ? Duration.ZERO : CLOSE_TIMEOUT);
    } catch (InterruptException e) {
      Thread.currentThread().interrupt();
    }
  }
}
