package dev.plateau.dashboards;

import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.Message;
import dev.plateau.protocol.MessageCodec;
import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Origin;
import dev.plateau.protocol.RunFinished;
import dev.plateau.protocol.RunId;
import dev.plateau.protocol.RunStarted;
import dev.plateau.protocol.SessionId;
import dev.plateau.protocol.StepBatchBuilder;
import dev.plateau.protocol.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** A run without a trainer: its records are sent by the test. One session; not thread-safe. */
final class SyntheticRun {
  private static final long STEP_MICROS = 1000;

  private final Producer<byte[], byte[]> producer;
  private final RunId run;
  private final SessionId session;
  private long sequence;
  private long step;
  private long timeMicros;
  private @Nullable Future<RecordMetadata> last;

  /**
   * @param nowMicros trainer's time of its first step
   */
  SyntheticRun(Producer<byte[], byte[]> producer, String run, long nowMicros) {
    this.producer = producer;
    this.run = new RunId(run);
    this.session = new SessionId(run.hashCode(), nowMicros);
    this.timeMicros = nowMicros;
  }

  void start(String experiment) {
    say(new RunStarted(experiment, "", Map.of(), Map.of(), timeMicros, 0, 0));
  }

  /** Losses that stay at a level and waver by a hundredth: the detector takes them for stable. */
  void lossesAt(double level, int steps) {
    lossesAt(level, steps, 0);
  }

  void lossesAt(double level, int steps, long droppedSteps) {
    StepBatchBuilder builder = new StepBatchBuilder();
    int loss = builder.column(MetricName.of("loss"));
    for (int i = 0; i < steps; i++) {
      builder.row(step, timeMicros);
      builder.value(loss, level * (1 + 0.01 * Math.sin(step * 2.4)));
      step++;
      timeMicros += STEP_MICROS;
    }
    say(builder.build(droppedSteps, ""));
  }

  /** The next record is lost on its way. */
  void loseOne() {
    sequence++;
  }

  void fail(String reason) {
    say(new RunFinished(RunFinished.Outcome.FAILED, reason, timeMicros, 0));
  }

  /** Waits until the last record is in the log, and returns when it was appended. */
  Instant appended() throws ExecutionException, InterruptedException {
    if (last == null) {
      throw new IllegalStateException("run " + run + " has said nothing yet");
    }
    return Instant.ofEpochMilli(last.get().timestamp());
  }

  private void say(Message message) {
    Envelope envelope = new Envelope(run, new Origin.Sequenced(session, sequence++), message);
    last =
        producer.send(
            new ProducerRecord<>(
                Topics.STEPS,
                run.value().getBytes(StandardCharsets.UTF_8),
                MessageCodec.encode(envelope)));
  }
}
