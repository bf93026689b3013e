package dev.plateau.collector;

import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.Message;
import dev.plateau.protocol.MessageCodec;
import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Origin;
import dev.plateau.protocol.RunFinished;
import dev.plateau.protocol.RunId;
import dev.plateau.protocol.RunStarted;
import dev.plateau.protocol.SessionId;
import dev.plateau.protocol.StepBatch;
import dev.plateau.protocol.StepBatchBuilder;
import dev.plateau.protocol.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Trainers that begin, make some steps and fail, straight into the topic of steps. */
public final class FailingRuns implements AutoCloseable {
  private final Producer<byte[], byte[]> producer;
  private final StepBatchBuilder rows = new StepBatchBuilder();
  private final int loss = rows.column(MetricName.of("loss"));

  /** A sender to this broker. */
  public FailingRuns(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Sends these runs, {@code prefix-0} and so on, whole; returns when the broker has them. */
  public void send(String prefix, int runs, int steps) {
    for (int i = 0; i < runs; i++) {
      String run = prefix + "-" + i;
      begin(run, Map.of());
      steps(run, 1, 0, steps);
      fail(run, 2);
    }
    producer.flush();
  }

  /** Begins a run with these tags. */
  public void begin(String run, Map<String, String> tags) {
    say(run, 0, new RunStarted("experiment", "", Map.of(), tags, 1, 0, 0));
  }

  /** Sends some steps as the record of this sequence number. */
  public void steps(String run, long sequence, long firstStep, int count) {
    for (int i = 0; i < count; i++) {
      rows.row(firstStep + i, 1_000_000 + (firstStep + i) * 1000);
      rows.value(loss, 1.0 / (1 + firstStep + i));
    }
    StepBatch batch = rows.build(0, "");
    say(run, sequence, batch);
  }

  /** Ends a run as the record of this sequence number. */
  public void fail(String run, long sequence) {
    say(run, sequence, new RunFinished(RunFinished.Outcome.FAILED, "out of luck", 1, 0));
  }

  /** Ends a run; returns the time at which the broker appended that, milliseconds. */
  public long failNow(String run, long sequence) throws InterruptedException, ExecutionException {
    var sent =
        producer.send(
            record(
                run, sequence, new RunFinished(RunFinished.Outcome.FAILED, "out of luck", 1, 0)));
    return sent.get().timestamp();
  }

  /** Waits until the broker has all. */
  public void flush() {
    producer.flush();
  }

  private void say(String run, long sequence, Message message) {
    var unused = producer.send(record(run, sequence, message));
  }

  private static ProducerRecord<byte[], byte[]> record(String run, long sequence, Message message) {
    SessionId session = new SessionId(run.hashCode(), 1);
    return new ProducerRecord<>(
        Topics.STEPS,
        run.getBytes(StandardCharsets.UTF_8),
        MessageCodec.encode(
            new Envelope(new RunId(run), new Origin.Sequenced(session, sequence), message)));
  }

  @Override
  public void close() {
    producer.close();
  }
}
