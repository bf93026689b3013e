package dev.plateau.collector.topology;

import dev.plateau.collector.run.RunEvent;
import dev.plateau.collector.run.RunJson;
import dev.plateau.collector.run.RunView;
import dev.plateau.protocol.Decoded;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** What the collector says: events, registry entries and dead letters, each to its sink. */
final class Outbox {
  /** Names of the sinks. */
  static final String EVENTS = "events";

  static final String REGISTRY = "registry";
  static final String DEAD_LETTERS = "dead-letters";

  private final ProcessorContext<byte[], byte[]> context;
  private final EarlyCommit commit;

  Outbox(ProcessorContext<byte[], byte[]> context, EarlyCommit commit) {
    this.context = context;
    this.commit = commit;
  }

  /** Tells an event; others see it within a fraction of a second. */
  void event(RunEvent event) {
    send(EVENTS, event.header().run(), RunJson.encode(event), event.header().timeMicros() / 1000);
    commit.want();
  }

  void registryEntry(RunView view, int partition) {
    send(REGISTRY, view.run(), RunJson.encode(view, partition), view.lastAppendMicros() / 1000);
  }

  /** Takes a run out of the registry: somebody deleted it. */
  void registryRemoval(String run, long timeMicros) {
    context.forward(new Record<>(bytes(run), (byte[]) null, timeMicros / 1000), REGISTRY);
  }

  void deadLetter(
      Record<byte[], byte[]> record, RecordMetadata origin, Decoded.Malformed malformed) {
    context.forward(DeadLetter.of(record, origin, malformed), DEAD_LETTERS);
  }

  private void send(String sink, String run, byte[] json, long timeMillis) {
    context.forward(new Record<>(bytes(run), json, timeMillis), sink);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
