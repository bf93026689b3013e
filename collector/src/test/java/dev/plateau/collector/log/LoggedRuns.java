package dev.plateau.collector.log;

import dev.plateau.collector.run.Folded;
import dev.plateau.collector.run.RecordPosition;
import dev.plateau.collector.run.RunEvent;
import dev.plateau.collector.run.RunFold;
import dev.plateau.collector.run.RunJson;
import dev.plateau.collector.run.RunLife;
import dev.plateau.collector.run.RunState;
import dev.plateau.collector.run.RunView;
import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.MessageCodec;
import dev.plateau.protocol.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes runs into a real broker, and what a collector would tell of them: faster than with a
 * collector, and with the offsets known.
 */
final class LoggedRuns implements AutoCloseable {
  private final RunFold fold = new RunFold(RunLife.DEFAULT);
  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<String, RunState> states = new HashMap<>();
  private final Map<String, Integer> partitions = new HashMap<>();

  LoggedRuns(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 5),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** A record on its way to the log. */
  record Sent(Envelope envelope, Future<RecordMetadata> future) {}

  Sent send(Envelope envelope) {
    byte[] key = envelope.run().value().getBytes(StandardCharsets.UTF_8);
    return new Sent(
        envelope,
        producer.send(new ProducerRecord<>(Topics.STEPS, key, MessageCodec.encode(envelope))));
  }

  /** Folds what was sent; returns where it is kept. */
  RecordPosition fold(Sent sent) throws Exception {
    RecordMetadata metadata = sent.future().get(60, TimeUnit.SECONDS);
    RecordPosition at =
        new RecordPosition(metadata.partition(), metadata.offset(), metadata.timestamp() * 1000);
    String run = sent.envelope().run().value();
    partitions.put(run, metadata.partition());
    RunState state = states.computeIfAbsent(run, r -> RunState.unseen(sent.envelope().run()));
    Folded folded = fold.apply(state, sent.envelope(), at);
    for (RunEvent event : folded.events()) {
      Future<RecordMetadata> unused =
          producer.send(
              new ProducerRecord<>(
                  Topics.EVENTS,
                  null,
                  event.header().timeMicros() / 1000,
                  run.getBytes(StandardCharsets.UTF_8),
                  RunJson.encode(event)));
    }
    return at;
  }

  RecordPosition log(Envelope envelope) throws Exception {
    return fold(send(envelope));
  }

  /** Writes the entries of all runs into the registry, as they are now. */
  void writeRegistry() {
    states.forEach(
        (run, state) -> {
          byte[] entry = RunJson.encode(RunView.of(state), partitions.getOrDefault(run, 0));
          Future<RecordMetadata> unused =
              producer.send(
                  new ProducerRecord<>(Topics.RUNS, run.getBytes(StandardCharsets.UTF_8), entry));
        });
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }
}
