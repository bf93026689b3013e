package dev.plateau.collector.topology;

import dev.plateau.collector.run.Folded;
import dev.plateau.collector.run.RecordPosition;
import dev.plateau.collector.run.RunEvent;
import dev.plateau.collector.run.RunFold;
import dev.plateau.collector.run.RunState;
import dev.plateau.collector.run.RunView;
import dev.plateau.collector.run.RunViews;
import dev.plateau.protocol.Decoded;
import dev.plateau.protocol.MessageCodec;
import dev.plateau.protocol.RunId;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The fold of one partition of the steps topic with all its runs. The store and what is sent are
 * committed together, exactly once; the table of views runs ahead of the commit by a second at
 * most. Every record received is in exactly one of the partition's four books.
 *
 * <p>Belongs to one stream thread at a time.
 */
final class PartitionFold {
  private static final String CONTENT_TYPE = "content-type";

  private final int partition;
  private final RunFold fold;
  private final RunStore store;
  private final RunViews views;
  private final Outbox outbox;

  /** Runs whose registry entry is older than their state. */
  private final Map<String, RunView> unwritten = new HashMap<>();

  private PartitionState position;
  private long watermarkMicros;

  /** Takes the partition up where the store says, and shows its runs. */
  PartitionFold(int partition, RunFold fold, RunStore store, RunViews views, Outbox outbox) {
    this.partition = partition;
    this.fold = fold;
    this.store = store;
    this.views = views;
    this.outbox = outbox;
    position = store.partition();
    watermarkMicros = position.lastAppendMicros();
    views.setTotals(partition, position.totals());
    views.setWatermark(partition, watermarkMicros);
    // Which entries were unwritten when the collector stopped is not known: all are written anew.
    store.forEachRun(
        state -> {
          if (!state.isForgotten()) {
            RunView view = RunView.of(state);
            views.restore(partition, view);
            unwritten.put(view.run(), view);
          }
        });
  }

  /** Folds one record, readable or not. */
  void process(Record<byte[], byte[]> record, RecordMetadata origin) {
    RecordPosition at =
        new RecordPosition(origin.partition(), origin.offset(), record.timestamp() * 1000);
    Decoded decoded =
        MessageCodec.decode(
            record.key(), record.value(), contentType(record), at.appendTimeMicros());
    Folded folded;
    if (decoded instanceof Decoded.Valid valid) {
      folded = apply(valid, at);
    } else {
      outbox.deadLetter(record, origin, (Decoded.Malformed) decoded);
      folded = malformed(record.key(), at);
    }
    position = position.plus(folded, at);
    store.put(position);
    views.setTotals(partition, position.totals());
  }

  private Folded apply(Decoded.Valid valid, RecordPosition at) {
    RunId run = valid.envelope().run();
    RunState state = store.run(run);
    Folded folded = fold.apply(state, valid.envelope(), at);
    store.put(run, state);
    publish(run, state, folded.events());
    if (folded.events().stream().anyMatch(RunEvent.RunForgotten.class::isInstance)) {
      outbox.registryRemoval(run.value(), at.appendTimeMicros());
    }
    return folded;
  }

  /** Counts it for the run that the key names, if there is one: garbage begins no run. */
  private Folded malformed(byte @Nullable [] key, RecordPosition at) {
    String name = key == null ? "" : new String(key, StandardCharsets.UTF_8);
    if (!RunId.isValid(name)) {
      return Folded.MALFORMED;
    }
    RunId run = new RunId(name);
    RunState state = store.run(run);
    if (!state.isBegun()) {
      return Folded.MALFORMED;
    }
    Folded folded = fold.malformed(state, at);
    store.put(run, state);
    publish(run, state, folded.events());
    return folded;
  }

  /** Tells the runs for which it matters what time it is. */
  void tick(Watermark watermark) {
    watermarkMicros =
        Math.max(
            watermarkMicros,
            watermark.micros(partition, position.nextOffset(), position.lastAppendMicros()));
    views.setWatermark(partition, watermarkMicros);
    long hearingSinceMicros = watermark.hearingSinceMicros();
    for (RunView due : views.due(partition, hearingSinceMicros)) {
      RunId run = new RunId(due.run());
      RunState state = store.run(run);
      List<RunEvent> events = fold.tick(state, watermarkMicros, hearingSinceMicros);
      store.put(run, state);
      publish(run, state, events);
    }
  }

  /** Writes the registry entries of all runs that went on since the last time. */
  void writeRegistry() {
    unwritten.values().forEach(view -> outbox.registryEntry(view, partition));
    unwritten.clear();
  }

  /** Takes the partition's runs out of the table. */
  void close() {
    views.drop(partition);
  }

  private void publish(RunId run, RunState state, List<RunEvent> events) {
    events.forEach(outbox::event);
    if (state.isForgotten()) {
      hide(run.value());
      return;
    }
    RunView view = RunView.of(state);
    show(view);
    if (!events.isEmpty()) {
      writeRegistry(run.value());
    }
  }

  private void show(RunView view) {
    views.put(partition, view);
    unwritten.put(view.run(), view);
  }

  /** Takes a run out of the table; its registry entry stays as it was at last. */
  private void hide(String run) {
    writeRegistry(run);
    views.remove(partition, run);
  }

  private void writeRegistry(String run) {
    RunView view = unwritten.remove(run);
    if (view != null) {
      outbox.registryEntry(view, partition);
    }
  }

  private static @Nullable String contentType(Record<byte[], byte[]> record) {
    Header header = record.headers().lastHeader(CONTENT_TYPE);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
